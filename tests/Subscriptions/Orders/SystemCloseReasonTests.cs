using Contracts.Conversions;
using Grpc.Core;
using Subscriptions.Tests.Support;
using static Subscriptions.Tests.Support.SubscriptionsUnderTest;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Tests.Orders;

/// <summary>The reasons that every database has from the beginning.</summary>
public sealed class SystemCloseReasonTests(SubscriptionsUnderTest service) : IClassFixture<SubscriptionsUnderTest>
{
    private static readonly string[] Codes = ["unpaid", "no_payment_method", "end_of_term"];

    [Fact]
    public async Task They_are_there_from_the_start_in_every_language()
    {
        await using var fresh = await Start();
        var reasons = (await fresh.Reasons.ListCloseReasonsAsync(new())).CloseReasons;

        reasons.ShouldAllBe(r => r.System);
        reasons.Select(r => r.Code).Order().ShouldBe(Codes.Order());
        foreach (var reason in reasons)
        {
            reason.Label.Values.Keys.Order().ShouldBe(Languages.All.Order());
            reason.Label.Values.Values.ShouldBeUnique();
            (reason.Retired, reason.CommentRequired).ShouldBe((false, false));
        }
    }

    [Fact]
    public async Task They_are_renamed_and_reordered_like_others()
    {
        var (own, unpaid) = (await service.Reason(), await System("unpaid"));

        var renamed = await service.Reasons.UpdateCloseReasonAsync(new() { CloseReason = new() { Id = unpaid.Id, Label = Text("Bills not paid"), Etag = unpaid.Etag } });
        var ids = (await All()).Select(r => r.Id).Where(id => id != own.Id).Prepend(own.Id).ToList();
        await service.Reasons.ReorderCloseReasonsAsync(new() { Ids = { ids } });

        (renamed.Label.Values["en"], renamed.System, renamed.Code).ShouldBe(("Bills not paid", true, "unpaid"));
        (await All()).Select(r => r.Id).ShouldBe(ids);
    }

    [Fact]
    public async Task They_are_never_retired_and_ask_for_no_comment_and_their_codes_are_taken()
    {
        foreach (var code in Codes)
        {
            var reason = await System(code);
            var before = await service.Footprint();

            var retired = await Refused.By(service.Reasons.RetireCloseReasonAsync(new() { Id = reason.Id }));
            (retired.Status, retired.Reason).ShouldBe((StatusCode.FailedPrecondition, "SYSTEM_REASON"));
            retired.Message.ShouldStartWith("id: ");
            (await Refused.By(service.Reasons.UpdateCloseReasonAsync(new()
            {
                CloseReason = new() { Id = reason.Id, CommentRequired = true }, UpdateMask = new() { Paths = { "comment_required" } },
            }))).Violations.ShouldBe(["close_reason.comment_required:SYSTEM_REASON"]);
            (await Refused.By(service.Reasons.CreateCloseReasonAsync(new() { CloseReason = new() { Code = code, Label = Text("x") } })))
                .Violations.ShouldBe(["close_reason.code:TAKEN"]);

            (await service.Footprint()).ShouldBe(before);
        }
    }

    [Fact]
    public async Task A_new_reason_is_no_system_reason_whatever_the_request_says()
    {
        var reason = await service.Reasons.CreateCloseReasonAsync(new() { CloseReason = new() { Code = "not_of_the_system", Label = Text("x"), System = true } });

        reason.System.ShouldBeFalse();
    }

    [Theory]
    [InlineData("unpaid")]
    [InlineData("no_payment_method")]
    public async Task Staff_close_with_it(string code)
    {
        var reason = await System(code);

        var closed = await service.Orders.CloseSubscriptionAsync(new() { Id = (await service.Confirmed()).Id, ReasonId = reason.Id });

        (closed.Stage, closed.Closing.ReasonCode, closed.Closing.ReasonId).ShouldBe((Wire.Stage.Churned, code, reason.Id));
    }

    [Fact]
    public async Task The_end_of_a_term_is_the_systems_own_reason()
    {
        var (order, reason) = (await service.Confirmed(), await System("end_of_term"));
        var before = await service.Footprint();

        (await Refused.By(service.Orders.CloseSubscriptionAsync(new() { Id = order.Id, ReasonId = reason.Id }))).Violations.ShouldBe(["reason_id:SYSTEM_REASON"]);

        (await service.Footprint()).ShouldBe(before);
    }

    [Fact]
    public async Task Customers_are_offered_none_and_none_is_accepted_from_them()
    {
        var customer = await service.Customer();
        var (order, own) = (await service.Confirmed(customer), await service.Reason());
        var portal = service.Portal(customer);
        var before = await service.Footprint();

        foreach (var reason in await System())
        {
            (await Refused.By(portal.CloseSubscriptionAsync(new() { Id = order.Id, ReasonId = reason.Id }))).Violations.ShouldBe(["reason_id:SYSTEM_REASON"]);
        }

        var offered = (await portal.ListCloseReasonsAsync(new() { PageSize = 200 })).CloseReasons.Select(r => r.Id).ToList();
        offered.ShouldContain(own.Id);
        offered.Intersect((await System()).Select(r => r.Id)).ShouldBeEmpty();
        (await service.Footprint()).ShouldBe(before);
    }

    [Fact]
    public async Task Closes_for_want_of_payment_are_involuntary_churn()
    {
        await using var alone = await Start();
        var system = (await alone.Reasons.ListCloseReasonsAsync(new())).CloseReasons.Where(r => r.System && r.Code != "end_of_term");
        foreach (var reason in system.Append(await alone.Reason()))
        {
            await alone.Orders.CloseSubscriptionAsync(new() { Id = (await alone.Confirmed()).Id, ReasonId = reason.Id });
        }

        var report = await alone.Reports.GetChurnReportAsync(new());

        report.Reasons.Where(r => !r.Voluntary).Select(r => r.ReasonCode).Order().ShouldBe(["no_payment_method", "unpaid"]);
        report.Reasons.Count(r => r.Voluntary).ShouldBe(1);
    }

    private async Task<IReadOnlyList<Wire.CloseReason>> All() => (await service.Reasons.ListCloseReasonsAsync(new() { PageSize = 200 })).CloseReasons;

    private async Task<IReadOnlyList<Wire.CloseReason>> System() => [.. (await All()).Where(r => r.System)];

    private async Task<Wire.CloseReason> System(string code) => (await All()).Single(r => r.System && r.Code == code);
}
