using Contracts.Common.V1;
using Contracts.Plans.V1;
using Google.Protobuf.WellKnownTypes;
using Subscriptions.Tests.Support;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Tests.Portal;

/// <summary>What customers are offered, and what keeps them from coming back by their own hand.</summary>
public sealed class CustomerChoiceTests(SubscriptionsUnderTest service) : IClassFixture<SubscriptionsUnderTest>
{
    [Fact]
    public async Task Close_reasons_come_in_the_customers_language_in_their_order_the_newest_last()
    {
        var customer = await service.Customer(language: "it");
        var first = await Reason("z_first", "First", "Prima");
        var last = await Reason("a_last", "Last", "Ultima");

        var offered = (await service.Portal(customer).ListCloseReasonsAsync(new())).CloseReasons;

        offered.TakeLast(2).Select(r => (r.Id, r.Label)).ShouldBe([(first.Id, "Prima"), (last.Id, "Ultima")]);
        last.Position.ShouldBe(first.Position + 1);
    }

    [Fact]
    public async Task What_staff_closed_for_is_not_told_and_what_the_customer_chose_is()
    {
        var reason = await service.Reason();
        var (byStaff, own) = (await service.Confirmed(), await service.Confirmed());
        await service.Orders.CloseSubscriptionAsync(new() { Id = byStaff.Id, ReasonText = "A nuisance" });

        var closed = await service.Portal(own.CustomerId).CloseSubscriptionAsync(new() { Id = own.Id, ReasonId = reason.Id });

        closed.CloseReason.ShouldBe(reason.Label.Values["en"]);
        (await service.Portal(byStaff.CustomerId).GetSubscriptionAsync(new() { Id = byStaff.Id })).CloseReason.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Other_plans_are_shown_where_the_plan_can_be_changed(bool changeable)
    {
        var plan = await Plan(new SelfService { PlanChangeable = changeable, QuantityChangeable = true });
        var other = await Plan(new SelfService { PlanChangeable = true });
        var order = await service.Confirmed(plan: plan);

        var choices = await service.Portal(order.CustomerId).GetPlanChoicesAsync(new() { Id = order.Id });

        choices.QuantityChangeable.ShouldBeTrue();
        choices.Plans.Any(p => p.Id == other.Id).ShouldBe(changeable);
        (choices.Plans.Count > 0).ShouldBe(changeable);
    }

    [Fact]
    public async Task Who_was_closed_for_want_of_payment_does_not_come_back_while_Billing_is_away_nor_to_a_plan_that_is_archived()
    {
        var plan = await Plan(new SelfService { Reactivatable = true });
        var unpaid = (await service.Reasons.ListCloseReasonsAsync(new())).CloseReasons.Single(r => r.Code == "unpaid");
        var (owing, free) = (await service.Confirmed(plan: plan), await service.Confirmed(plan: plan));
        await service.Orders.CloseSubscriptionAsync(new() { Id = owing.Id, ReasonId = unpaid.Id });
        await service.Orders.CloseSubscriptionAsync(new() { Id = free.Id, ReasonText = "Moved" });
        service.Clock.Advance(TimeSpan.FromDays(1));

        (await Reactivatable(owing)).ShouldBe("UNPAID_INVOICES");
        (await Reactivatable(free)).ShouldBe("");
        await service.Plans.ArchivePlanAsync(new() { Id = plan.Id });
        (await Reactivatable(free)).ShouldBe("PLAN_ARCHIVED");
        (await Refused.By(service.Portal(free.CustomerId).ReactivateSubscriptionAsync(new() { Id = free.Id }))).Reason.ShouldBe("PLAN_ARCHIVED");
        (await service.Orders.ReactivateSubscriptionAsync(new() { Id = free.Id })).Stage.ShouldBe(Wire.Stage.InProgress, "staff may");
    }

    [Fact]
    public async Task A_coupon_acts_on_the_plan_that_a_pending_change_leads_to()
    {
        var (now, then) = (await service.Plan(price: 40), await service.Plan(price: 20));
        var order = await service.Confirmed(plan: now);
        await service.Orders.ChangeSubscriptionAsync(new() { Id = order.Id, PlanId = then.Id, When = Wire.ChangeWhen.EndOfPeriod });
        var (ofNow, ofThen) = (await service.Coupon(plans: now.Id), await service.Coupon(plans: then.Id));

        (await Refused.By(service.Orders.ApplyCouponAsync(new() { Id = order.Id, Code = ofNow.Code }))).Violations.ShouldBe(["code:COUPON_WRONG_PLAN"]);
        (await service.Orders.ApplyCouponAsync(new() { Id = order.Id, Code = ofThen.Code })).Discounts.ShouldHaveSingleItem();
    }

    /// <summary>The customer is in Rome, where it is the same day.</summary>
    [Theory]
    [InlineData(0, 0, "resume_date:NOT_IN_FUTURE")]
    [InlineData(0, 1, null)]
    [InlineData(2, 0, null)]
    [InlineData(2, 1, "resume_date:TOO_FAR")]
    public async Task A_pause_ends_tomorrow_at_the_earliest_and_in_two_years_at_the_latest(int years, int days, string? violation)
    {
        var order = await service.Confirmed();
        var day = DateOnly.FromDateTime(service.Clock.GetUtcNow().UtcDateTime).AddYears(years).AddDays(days);
        var pause = service.Orders.PauseSubscriptionAsync(new() { Id = order.Id, ResumeDate = Date.From(day) });

        if (violation is not null)
        {
            (await Refused.By(pause)).Violations.ShouldBe([violation]);
            return;
        }

        (await pause).Pause.ResumeDate.ToDateOnly().ShouldBe(day);
    }

    private async Task<string> Reactivatable(Wire.Subscription order) =>
        (await service.Portal(order.CustomerId).ListSubscriptionActionsAsync(new() { Id = order.Id })).Actions.Single(a => a.Action == Wire.Action.Reactivate).ReasonCode;

    private async Task<Wire.CloseReason> Reason(string code, string english, string italian) => await service.Reasons.CreateCloseReasonAsync(new()
    {
        CloseReason = new() { Code = code, Label = new LocalizedText { Values = { ["en"] = english, ["it"] = italian } } },
    });

    private async Task<Plan> Plan(SelfService switches) => await service.Plans.UpdatePlanAsync(new UpdatePlanRequest
    {
        Plan = new Plan { Id = (await service.Plan()).Id, SelfService = switches }, UpdateMask = new FieldMask { Paths = { "self_service" } },
    });
}
