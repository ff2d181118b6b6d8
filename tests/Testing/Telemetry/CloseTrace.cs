using System.Diagnostics;
using Shouldly;

namespace Testing.Telemetry;

/// <summary>
/// The one trace of a close by staff in the admin screen, from the browser's post to the chatter entry and the mail, wherever the parts
/// run: in one process, or in one for each service.
/// </summary>
public sealed class CloseTrace
{
    private const string Call = "subscriptions.v1.SubscriptionService/CloseSubscription";

    private readonly Trace _trace;
    private readonly Func<string, string> _processOf;

    private CloseTrace(Trace trace, Func<string, string> processOf)
    {
        _trace = trace;
        _processOf = processOf;
    }

    public Trace Trace => _trace;

    /// <summary>Waits until a whole trace of a close has arrived: its entry, its mail and the click itself.</summary>
    /// <param name="processOf">service.name of the process that runs plans, subscriptions ... or gateway; each its own name by default.</param>
    public static async Task<CloseTrace> Of(ReceivedTelemetry received, Func<string, string>? processOf = null, TimeSpan? bound = null)
    {
        processOf ??= service => service;
        Trace? found = null;
        try
        {
            await Eventually.Async(() => Task.FromResult((found = Candidates(received).FirstOrDefault(IsWhole)) is not null), "the trace of a close", bound);
        }
        catch (ShouldAssertException e)
        {
            throw new ShouldAssertException($"{e.Message}\n{string.Join('\n', Candidates(received).Take(3))}");
        }

        return new CloseTrace(found!, processOf);
    }

    /// <summary>Every hop is there, in its order, of its kind, by the process that it belongs to; and there is one root.</summary>
    public void ShouldBeWhole()
    {
        _trace.Roots.ShouldHaveSingleItem($"one beginning:\n{_trace}").Kind.ShouldBe(ActivityKind.Server);
        ShouldLeadTo(
            Single("notifications", span => IsStatement(span, "INSERT ChatterEntries")),
            [
                Hop("gateway", ActivityKind.Server, "POST /admin/subscriptions/"),
                Hop("gateway", ActivityKind.Client, Call),
                Hop("gateway", ActivityKind.Client, "POST"),
                Hop("subscriptions", ActivityKind.Server, Call),
                Hop("subscriptions", ActivityKind.Internal, "outbox publish SubscriptionClosed"),
                .. Delivery(),
                Hop("notifications", ActivityKind.Client, "INSERT ChatterEntries"),
            ]);
        ShouldLeadTo(
            Single("subscriptions", span => IsStatement(span, "INSERT Outbox") && span["db.namespace"].Contains("subscriptions", StringComparison.Ordinal)),
            [Hop("gateway", ActivityKind.Client, Call), Hop("subscriptions", ActivityKind.Server, Call)]);
        foreach (var service in new[] { "subscriptions", "notifications" })
        {
            _trace.Spans.ShouldContain(span => span.Name == "COMMIT" && span.Service == _processOf(service), _trace.ToString());
        }

        ShouldLeadTo(
            Single("notifications", span => span.Name == "mail delivery" && span["mail.template"] == "subscription_closed"),
            Delivery());
    }

    /// <summary>By the broker between processes; within one, to the handler itself.</summary>
    private List<Step> Delivery() => _processOf("subscriptions") == _processOf("notifications")
        ? [Hop("notifications", ActivityKind.Consumer, "notifications-on-subscription-closed process", "ServiceDefaults")]
        : [Hop("subscriptions", ActivityKind.Producer, "", "MassTransit"), Hop("notifications", ActivityKind.Consumer, "", "MassTransit")];

    /// <summary>Attributes follow OpenTelemetry's conventions, and nothing failed.</summary>
    public void ShouldBeDescribed()
    {
        _trace.Spans.Where(span => span.Failed).ShouldBeEmpty(_trace.ToString());

        var click = _trace.Roots.Single();
        click["http.request.method"].ShouldBe("POST");
        click["http.route"].ShouldStartWith("/admin/subscriptions/{");
        click["http.response.status_code"].ShouldBe("302");

        foreach (var kind in new[] { ActivityKind.Client, ActivityKind.Server })
        {
            var call = _trace.Spans.Single(span => span.Name == Call && span.Kind == kind);
            call["rpc.system"].ShouldBe("grpc");
            call["rpc.service"].ShouldBe("subscriptions.v1.SubscriptionService");
            call["rpc.method"].ShouldBe("CloseSubscription");
            call["rpc.grpc.status_code"].ShouldBe("0");
        }

        foreach (var statement in _trace.Spans.Where(span => span.Attributes.ContainsKey("db.operation.name")))
        {
            statement["db.system.name"].ShouldNotBeEmpty();
            statement["db.namespace"].ShouldNotBeEmpty();
            statement.Kind.ShouldBe(ActivityKind.Client);
        }
    }

    private static IEnumerable<Trace> Candidates(ReceivedTelemetry received) =>
        received.SpansNamed("outbox publish SubscriptionClosed").Select(span => span.TraceId).Distinct().Select(received.Trace);

    /// <summary>Spans arrive in batches of several processes, the inner ones first.</summary>
    private static bool IsWhole(Trace trace) =>
        trace.Roots.ToList() is [{ Kind: ActivityKind.Server, ParentId: "" } root] && root.Name.StartsWith("POST /admin", StringComparison.Ordinal)
        && trace.Spans.Any(span => IsStatement(span, "INSERT ChatterEntries"))
        && trace.Spans.Any(span => span.Name == "mail delivery");

    private static bool IsStatement(ReceivedSpan span, string words) => span["db.query.summary"].Contains(words, StringComparison.Ordinal);

    private ReceivedSpan Single(string service, Func<ReceivedSpan, bool> condition)
    {
        var found = _trace.Spans.Where(span => condition(span)).Where(IsOfTheClose).ToList();
        found.Count.ShouldBe(1, _trace.ToString());
        found[0].Service.ShouldBe(_processOf(service));
        return found[0];
    }

    /// <summary>The closing credit follows by its own event, and has an entry of its own.</summary>
    private bool IsOfTheClose(ReceivedSpan span) => !_trace.PathTo(span).Any(above =>
        above.Name.StartsWith("outbox publish", StringComparison.Ordinal) && above.Name != "outbox publish SubscriptionClosed");

    private void ShouldLeadTo(ReceivedSpan end, IReadOnlyList<Step> steps)
    {
        var path = _trace.PathTo(end);
        var rest = new Queue<Step>(steps);
        foreach (var span in path)
        {
            if (rest.TryPeek(out var next) && next.Fits(span))
            {
                rest.Dequeue();
            }
        }

        rest.ShouldBeEmpty($"on the way\n  {string.Join("\n  ", path)}\nof\n{_trace}");
    }

    private Step Hop(string service, ActivityKind kind, string name, string source = "") => new(_processOf(service), kind, name, source);

    private sealed record Step(string Process, ActivityKind Kind, string Name, string Source)
    {
        public bool Fits(ReceivedSpan span) =>
            span.Service == Process && span.Kind == Kind && span.Name.StartsWith(Name, StringComparison.Ordinal)
            && (Source.Length == 0 || span.Source == Source);
    }
}
