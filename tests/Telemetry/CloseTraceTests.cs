using System.Text.Json;
using Telemetry.Tests.Support;

namespace Telemetry.Tests;

/// <summary>What one process tells its collector of a close, and what it keeps to itself.</summary>
public sealed class CloseTraceTests(TracedProcess process) : IClassFixture<TracedProcess>
{
    [Fact]
    public async Task One_trace_leads_from_the_click_to_the_chatter_entry_and_the_mail()
    {
        var close = await CloseTrace.Of(process.Received, _ => "standalone");

        close.ShouldBeWhole();
        close.ShouldBeDescribed();
    }

    [Fact]
    public async Task The_handing_over_of_the_mail_points_to_the_loop_that_found_it_due()
    {
        var close = await CloseTrace.Of(process.Received, _ => "standalone");

        var delivery = close.Trace.Spans.First(span => span.Name == "mail delivery");
        var loop = process.Received.Trace(delivery.LinkedTraceIds.ShouldHaveSingleItem());
        loop.Roots.ShouldHaveSingleItem().Name.ShouldBe("due send-mail");
    }

    [Fact]
    public void What_was_asked_last_before_the_stop_is_told_too() =>
        process.Received.SpansNamed(TracedProcess.LastRoute).ShouldNotBeEmpty();

    [Fact]
    public void Traces_metrics_and_logs_name_the_version_that_runs() =>
        process.Received.Versions.ShouldBe([$"logs {Repository.Version}", $"metrics {Repository.Version}", $"traces {Repository.Version}"]);

    [Fact]
    public void A_caller_that_does_not_sample_keeps_the_whole_way_untraced()
    {
        process.Received.Trace(TracedProcess.UnsampledTrace).Spans.ShouldBeEmpty();
        // Two orders were closed. The unsampled one's way goes on over outbox and transport: nothing may begin a new trace there.
        process.Received.SpansNamed("outbox publish SubscriptionClosed").Count.ShouldBe(1);
        var beginnings = process.Received.Spans.Where(span => span.ParentId.Length == 0).Select(span => $"{span}").Distinct().ToList();
        beginnings.ShouldAllBe(
            beginning => beginning.StartsWith("standalone SERVER", StringComparison.Ordinal) || beginning.StartsWith("standalone INTERNAL due ", StringComparison.Ordinal)
                || beginning == "standalone CLIENT GET",
            string.Join('\n', beginnings));
    }

    [Fact]
    public void A_request_for_a_sign_in_link_goes_on_in_its_own_trace()
    {
        var mailing = process.Received.SpansNamed("mail sign-in link").ShouldHaveSingleItem();
        var trace = process.Received.Trace(mailing.TraceId);

        trace.Roots.ShouldHaveSingleItem().Name.ShouldBe("POST /portal/sign-in", trace.ToString());
        trace.Spans.Single(span => span.Name == "mail delivery")["mail.template"].ShouldBe("sign_in", trace.ToString());
    }

    [Theory]
    [InlineData("subscriptions.closes", "", "reason", "typed")]
    [InlineData("subscriptions.closes", "", "actor", "staff")]
    [InlineData("billing.invoices_issued", "", "", "")]
    [InlineData("notifications.mails_sent", "", "template", "subscription_closed")]
    [InlineData("outbox.pending", "", "db", "SubscriptionsDb")]
    [InlineData("outbox.lag", "s", "db", "SubscriptionsDb")]
    [InlineData("parked.messages", "", "db", "NotificationsDb")]
    [InlineData("parked.messages", "", "kind", "due_work")]
    [InlineData("due_work.lag", "s", "work", "send-mail")]
    [InlineData("due_work.done", "", "work", "send-mail")]
    [InlineData("rpc.server.duration", "s", "rpc.method", "CloseSubscription")]
    [InlineData("rpc.server.duration", "s", "rpc.grpc.status_code", "5")]
    [InlineData("http.server.request.duration", "s", "http.route", "/admin/subscriptions/{Id}/close")]
    [InlineData("http.client.request.duration", "s", "http.request.method", "POST")]
    [InlineData("dotnet.process.memory.working_set", "By", "", "")]
    public void Metrics_have_their_names_units_and_tags(string metric, string unit, string tag, string value)
    {
        var points = process.Received.PointsOf(metric);
        points.ShouldNotBeEmpty(string.Join(' ', process.Received.Points.Select(point => point.Metric).Distinct().Order()));
        points.ShouldAllBe(point => point.Unit == unit);
        if (tag.Length > 0)
        {
            points.ShouldContain(point => point[tag] == value, string.Join('\n', points.Select(point => string.Join(' ', point.Tags))));
        }
    }

    [Fact]
    public void Measurements_are_right()
    {
        process.Received.PointsOf("subscriptions.closes").Sum(point => point.Value).ShouldBe(2);
        process.Received.PointsOf("parked.messages").Where(point => point["kind"] == "due_work").ShouldAllBe(point => point.Value == 0);
        var closes = process.Received.PointsOf("rpc.server.duration").Where(point => point["rpc.method"] == "CloseSubscription").ToList();
        closes.ShouldHaveSingleItem().Count.ShouldBe(2UL);
        closes[0].Value.ShouldBeInRange(0.0001, 60);
        // Of an item whose time came while the process ran: seconds at most, and never before its time.
        process.Received.PointsOf("due_work.lag").ShouldAllBe(point => point.Value >= 0 && point.Value / point.Count < 60);
    }

    [Fact]
    public async Task Logs_bear_the_id_of_their_trace()
    {
        var close = await CloseTrace.Of(process.Received, _ => "standalone");
        var id = close.Trace.Spans[0].TraceId;

        process.Received.Logs.ShouldContain(log => log.TraceId == id && log.Category == "Microsoft.EntityFrameworkCore.Database.Command");
        process.Output.Split('\n').Where(line => line.StartsWith('{')).Select(line => JsonDocument.Parse(line).RootElement)
            .ShouldContain(line => line.GetProperty("Scopes").EnumerateArray().Any(scope =>
                scope.ValueKind == JsonValueKind.Object && HasTraceId(scope, id)));
    }

    [Fact]
    public void Nothing_tells_who_the_customer_is_or_what_was_written()
    {
        string[] personal = [TracedBusiness.CustomerName, TracedBusiness.CustomerEmail, TracedProcess.Reason, "Timbuktu", "Ermengarda", "quisling", "Quisling"];
        process.Received.ShouldNotReveal([.. personal, process.AdminToken]);
        foreach (var text in personal)
        {
            process.Output.ShouldNotContain(text);
        }
    }

    private static bool HasTraceId(JsonElement scope, string id) => scope.TryGetProperty("TraceId", out var trace) && trace.GetString() == id;
}
