using Contracts.Common.V1;
using Contracts.Plans.V1;
using Kind = Contracts.Notifications.V1.ChatterKind;
using Wire = Contracts.Subscriptions.V1;

namespace Scenarios.Tests;

/// <summary>Fixed terms: To Renew, renewed, or closed at their end.</summary>
public sealed class TermTests
{
    [Fact]
    public async Task Not_renewed_it_closes_by_itself_and_nothing_is_billed_beyond_the_term()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var order = await world.Subscribe(plan: await world.Plan(terms: new BillingTerms { TermPeriods = 3 }), timeZone: "America/New_York");
        order.TermEndDate.Text().ShouldBe("2026-04-30");

        await world.WakeUpAt("2026-04-16T03:59:00Z");
        (await world.Read(order)).Stage.ShouldBe(Wire.Stage.InProgress);
        await world.WakeUpAt("2026-04-16T04:00:00Z");
        (await world.Read(order)).Stage.ShouldBe(Wire.Stage.ToRenew);
        (await world.ReadInPortal(order)).TermEndDate.Text().ShouldBe("2026-04-30");
        await world.WakeUpAt("2026-06-30T10:00:00Z");

        var closed = await world.Read(order);
        closed.Stage.ShouldBe(Wire.Stage.Churned);
        (closed.Closing.EndDate.Text(), closed.Closing.ReasonCode, closed.Closing.Actor.Kind).ShouldBe(("2026-04-30", "end_of_term", ActorKind.System));
        closed.Closing.Reason.In("it").ShouldBe("Fine del periodo contrattuale");
        (await world.Billed(order)).Select(i => i.Period()).ShouldBe(["2026-01-31 2026-02-28", "2026-02-28 2026-03-31", "2026-03-31 2026-04-30"]);
        (await world.Movements()).ShouldBe([("New", 40m), ("Churn", -40m)]);
        var chatter = await world.ChatterOf(order);
        var notice = chatter.Single(e => e.Kind == Kind.ToRenew);
        (notice.OldStage, notice.NewStage, notice.EndDate.Text()).ShouldBe(("in_progress", "to_renew", "2026-04-30"));
        chatter.Single(e => e.Kind == Kind.Closed).OldStage.ShouldBe("to_renew");
        (await world.MailsOf(order, "subscription_closed")).Count.ShouldBe(1);
        var churn = await world.Reports.GetChurnReportAsync(new());
        churn.Reasons.Select(r => (r.ReasonCode, r.Label, r.Voluntary, r.Count)).ShouldBe([("end_of_term", "End of term", true, 1)]);
    }

    [Fact]
    public async Task A_configured_reason_of_that_code_gives_its_own_words()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var reason = await world.Reason("end_of_term", "Contract over", "Contratto finito");
        var order = await world.Subscribe(plan: await world.Plan(terms: new BillingTerms { TermPeriods = 1 }));

        await world.WakeUpAt("2026-03-01T10:00:00Z");

        var closing = (await world.Read(order)).Closing;
        (closing.ReasonId, closing.Reason.In("it")).ShouldBe((reason.Id, "Contratto finito"));
    }

    [Fact]
    public async Task What_the_preview_of_a_renewal_shows_is_what_happens()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var order = await world.Subscribe(plan: await world.Plan(terms: new BillingTerms { TermPeriods = 3, RenewNoticeDays = 20 }));
        (await Refused.By(world.Orders.PreviewRenewalAsync(new() { Id = order.Id }))).Reason.ShouldBe("NOT_TO_RENEW");
        await world.WakeUpAt("2026-04-12T10:00:00Z");
        var before = await world.Read(order);

        var shown = await world.Orders.PreviewRenewalAsync(new() { Id = order.Id });
        (await world.Read(order)).ShouldBe(before);
        var renewed = await world.Orders.RenewSubscriptionAsync(new() { Id = order.Id });

        (shown.TermEndDate.Text(), shown.NewTermEndDate.Text(), shown.TermPeriods).ShouldBe(("2026-04-30", "2026-07-31", 3));
        (shown.NewTermEndDate, shown.NextInvoiceDate, shown.RecurringTotal).ShouldBe((renewed.TermEndDate, renewed.NextInvoiceDate, renewed.RecurringTotal));
        renewed.Stage.ShouldBe(Wire.Stage.InProgress);
        var entry = (await world.ChatterOf(order)).Single(e => e.Kind == Kind.Renewed);
        (entry.OldStage, entry.NewStage, entry.EndDate.Text()).ShouldBe(("to_renew", "in_progress", "2026-07-31"));
        await world.WakeUpAt("2026-09-01T10:00:00Z");
        (await world.Billed(order)).Select(i => i.PeriodStart.Text()).ShouldBe(["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30"]);
        (await world.Read(order)).Closing.EndDate.Text().ShouldBe("2026-07-31");
    }

    [Fact]
    public async Task Customers_renew_where_the_plan_allows_it()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var plan = await world.Plan(terms: new BillingTerms { TermPeriods = 1 });
        var order = await world.Subscribe(plan: plan);
        await world.WakeUpAt("2026-02-20T10:00:00Z");
        (await Refused.By(world.Portal(order).RenewSubscriptionAsync(new() { Id = order.Id }))).Reason.ShouldBe("PLAN_NOT_RENEWABLE");
        await world.SetSwitches(plan.Id, new SelfService { Renewable = true });

        (await world.Portal(order).PreviewRenewalAsync(new() { Id = order.Id })).NewTermEndDate.Text().ShouldBe("2026-03-31");
        var renewed = await world.Portal(order).RenewSubscriptionAsync(new() { Id = order.Id });

        (renewed.Stage, renewed.TermEndDate.Text()).ShouldBe((Wire.Stage.InProgress, "2026-03-31"));
    }

    [Fact]
    public async Task Renewed_by_itself_it_never_asks()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var order = await world.Subscribe(plan: await world.Plan(terms: new BillingTerms { TermPeriods = 2, RenewsByItself = true }));

        for (var month = 2; month <= 7; month++)
        {
            await world.WakeUpAt($"2026-{month:00}-25T10:00:00Z");
            (await world.Read(order)).Stage.ShouldBe(Wire.Stage.InProgress);
        }

        (await world.Billed(order)).Count.ShouldBe(6);
        (await world.Read(order)).TermEndDate.Text().ShouldBe("2026-07-31");
        (await world.ChatterOf(order)).Where(e => e.Kind == Kind.Renewed).Select(e => e.EndDate.Text()).Order().ShouldBe(["2026-05-31", "2026-07-31"]);
    }

    [Fact]
    public async Task Reactivated_after_its_end_it_has_a_new_term()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var order = await world.Subscribe(plan: await world.Plan(terms: new BillingTerms { TermPeriods = 1 }));
        await world.WakeUpAt("2026-03-10T10:00:00Z");
        (await Refused.By(world.Orders.UndoCloseSubscriptionAsync(new() { Id = order.Id }))).Reason.ShouldBe("TERM_ENDED");

        var back = await world.Orders.ReactivateSubscriptionAsync(new() { Id = order.Id });

        back.TermEndDate.Text().ShouldBe("2026-04-10");
    }
}
