using Contracts.Common.V1;
using Wire = Contracts.Subscriptions.V1;

namespace Scenarios.Tests;

/// <summary>Some days for nothing, then the first period (domain.md C12).</summary>
public sealed class TrialTests
{
    private static readonly BillingTerms TwoWeeks = new() { TrialDays = 14 };

    [Fact]
    public async Task The_first_period_starts_when_the_trial_ends_and_counts_from_then_on()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var order = await world.Subscribe(plan: await world.Plan(terms: TwoWeeks), timeZone: "Asia/Tehran");

        (order.Stage, order.TrialEndDate.Text(), order.NextInvoiceDate.Text(), order.CurrentPeriodStart).ShouldBe((Wire.Stage.InProgress, "2026-02-14", "2026-02-14", null));
        (await world.ReadInPortal(order)).TrialEndDate.Text().ShouldBe("2026-02-14");
        // Midnight in Tehran is at 20:30 UTC.
        await world.WakeUpAt("2026-02-13T20:29:00Z");
        (await world.InvoicesOf(order)).ShouldBeEmpty();
        (await world.Movements()).ShouldBeEmpty();

        await world.WakeUpAt("2026-02-13T20:30:00Z");
        (await world.InvoicesOf(order)).Single().Period().ShouldBe("2026-02-14 2026-03-14");
        (await world.Movements()).ShouldBe([("New", 40m)]);
        (await world.Read(order)).TrialEndDate.ShouldBeNull();
    }

    [Fact]
    public async Task Closed_within_the_trial_nothing_is_billed_ever_and_the_simulation_says_so()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var order = await world.Subscribe(plan: await world.Plan(terms: TwoWeeks));
        await world.PassDays(3);

        var shown = await world.Orders.SimulateCloseAsync(new() { Id = order.Id, When = Wire.CloseWhen.EndOfPeriod, Credit = Wire.ClosingCredit.Full });
        (shown.EndDate.Text(), shown.Periods.Count, shown.Credit.ToDecimal(), shown.MrrChange.ToDecimal()).ShouldBe(("2026-02-14", 0, 0m, 0m));
        await world.Close(order, when: Wire.CloseWhen.EndOfPeriod);
        await world.WakeUpAt("2026-06-01T10:00:00Z");

        (await world.Read(order)).Stage.ShouldBe(Wire.Stage.Churned);
        (await world.InvoicesOf(order)).ShouldBeEmpty();
        (await world.Movements()).ShouldBeEmpty();
    }

    [Fact]
    public async Task There_is_one_trial_for_a_customer_and_a_plan()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var plan = await world.Plan(terms: TwoWeeks);
        var first = await world.Quote(plan: plan);
        var second = await Quote(world, first, plan.Id);
        second.Terms.TrialDays.ShouldBe(14);
        await world.Orders.ConfirmSubscriptionAsync(new() { Id = first.Id });

        // The other quotation promised one meanwhile: it is not billed in silence.
        var reported = (await world.Orders.ListSubscriptionActionsAsync(new() { Id = second.Id })).Actions.Single(a => a.Action == Wire.Action.Confirm);
        (reported.Allowed, reported.ReasonCode).ShouldBe((false, "TRIAL_USED"));
        (await Refused.By(world.Orders.ConfirmSubscriptionAsync(new() { Id = second.Id }))).Reason.ShouldBe("TRIAL_USED");
        (await Refused.By(world.Orders.CreateSubscriptionAsync(new() { Subscription = new() { CustomerId = first.CustomerId, PlanId = plan.Id, Terms = TwoWeeks } })))
            .Violations.ShouldBe(["subscription.terms.trial_days:TRIAL_USED"]);

        (await Quote(world, first, plan.Id)).Terms.TrialDays.ShouldBe(0);
        second.Terms.TrialDays = 0;
        await world.Orders.UpdateSubscriptionAsync(new() { Subscription = second, UpdateMask = new() { Paths = { "terms" } } });
        (await world.Orders.ConfirmSubscriptionAsync(new() { Id = second.Id })).TrialEndDate.ShouldBeNull();
        (await world.InvoicesOf(second)).Count.ShouldBe(1);
        // Another plan and another customer have their own.
        (await Quote(world, first, (await world.Plan("Basic", terms: TwoWeeks)).Id)).Terms.TrialDays.ShouldBe(14);
        (await world.Quote("bob", plan)).Terms.TrialDays.ShouldBe(14);
    }

    [Fact]
    public async Task Of_two_confirmations_at_once_one_gets_the_trial()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var plan = await world.Plan(terms: TwoWeeks);
        var first = await world.Quote(plan: plan);
        var second = await Quote(world, first, plan.Id);

        var results = await Task.WhenAll(new[] { first, second }.Select(async order =>
        {
            try
            {
                await world.Orders.ConfirmSubscriptionAsync(new() { Id = order.Id });
                return "";
            }
            catch (Grpc.Core.RpcException e)
            {
                return Refused.From(e).Reason;
            }
        }));

        results.Count(r => r.Length == 0).ShouldBe(1);
        results.Single(r => r.Length > 0).ShouldBeOneOf("TRIAL_USED", "CONFLICT");
    }

    [Fact]
    public async Task Staff_may_offer_more_or_less_than_the_plan_does()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var quotation = await world.Quote(plan: await world.Plan(terms: TwoWeeks));
        quotation.Terms = new BillingTerms { TrialDays = 365 };

        var updated = await world.Orders.UpdateSubscriptionAsync(new() { Subscription = quotation, UpdateMask = new() { Paths = { "terms" } } });
        var order = await world.Orders.ConfirmSubscriptionAsync(new() { Id = updated.Id });

        order.TrialEndDate.Text().ShouldBe("2027-01-31");
    }

    private static async Task<Wire.Subscription> Quote(World world, Wire.Subscription sameCustomer, string planId) =>
        await world.Orders.CreateSubscriptionAsync(new() { Subscription = new() { CustomerId = sameCustomer.CustomerId, PlanId = planId } });
}
