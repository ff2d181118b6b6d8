using Contracts.Common.V1;
using Contracts.Plans.V1;
using Subscriptions.Tests.Support;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Tests.Portal;

/// <summary>How the portal's answers read: in whose language, and without promises that do not hold.</summary>
public sealed class PortalAnswersTests(SubscriptionsUnderTest service) : IClassFixture<SubscriptionsUnderTest>
{
    [Fact]
    public async Task Names_and_explanations_are_in_the_language_asked_for_and_in_the_customers_own_otherwise()
    {
        var customer = await service.Customer(language: "vi");
        var order = await service.Confirmed(customer, await Plan("Pro", "Chuyên nghiệp"));
        var reason = await service.Reasons.CreateCloseReasonAsync(new() { CloseReason = new() { Code = "dear", Label = Both("Too dear", "Quá đắt") } });
        var portal = service.Portal(customer);

        (await Names("")).ShouldBe(("Chuyên nghiệp", "Chuyên nghiệp", "Chuyên nghiệp", "Quá đắt"));
        (await Names("en")).ShouldBe(("Pro", "Pro", "Pro", "Too dear"));
        (await Names("pl")).ShouldBe(("Pro", "Pro", "Pro", "Too dear"), "what is not translated is in English");
        (await Explained("")).ShouldNotBe(await Explained("en"));
        (await Explained("vi")).ShouldBe(await Explained(""));

        await portal.CloseSubscriptionAsync(new() { Id = order.Id, ReasonId = reason.Id });
        (await portal.GetSubscriptionAsync(new() { Id = order.Id })).CloseReason.ShouldBe("Quá đắt");
        (await portal.GetSubscriptionAsync(new() { Id = order.Id, Language = "en" })).CloseReason.ShouldBe("Too dear");

        async Task<(string Plan, string Line, string Listed, string Reason)> Names(string language)
        {
            var own = await portal.GetSubscriptionAsync(new() { Id = order.Id, Language = language });
            var listed = await portal.ListSubscriptionsAsync(new() { Language = language });
            var reasons = await portal.ListCloseReasonsAsync(new() { PageSize = 200, Language = language });
            return (own.PlanName, own.Lines[0].Description, listed.Subscriptions[0].PlanName, reasons.CloseReasons.Single(r => r.Id == reason.Id).Label);
        }

        async Task<string> Explained(string language) =>
            (await portal.ListSubscriptionActionsAsync(new() { Id = order.Id, Language = language })).Actions.First(action => !action.Allowed).Explanation;
    }

    [Fact]
    public async Task Plans_to_change_to_are_named_in_the_language_asked_for()
    {
        var customer = await service.Customer(currency: "CHF", language: "vi");
        var order = await service.Confirmed(customer, await Plan("Pro", "Chuyên nghiệp", "CHF"));
        var other = await Plan("Max", "Tối đa", "CHF");
        var portal = service.Portal(customer);

        (await portal.GetPlanChoicesAsync(new() { Id = order.Id })).Plans.Single(plan => plan.Id == other.Id).Name.ShouldBe("Tối đa");
        (await portal.GetPlanChoicesAsync(new() { Id = order.Id, Language = "en" })).Plans.Single(plan => plan.Id == other.Id).Name.ShouldBe("Max");
    }

    [Fact]
    public async Task A_language_that_there_is_not_is_refused()
    {
        var customer = await service.Customer();
        var order = await service.Confirmed(customer);
        var portal = service.Portal(customer);

        (await Refused.By(portal.GetSubscriptionAsync(new() { Id = order.Id, Language = "xx" }))).Violations.ShouldBe(["language:UNKNOWN_LANGUAGE"]);
        (await Refused.By(portal.ListSubscriptionsAsync(new() { Language = "EN" }))).Violations.ShouldBe(["language:UNKNOWN_LANGUAGE"]);
        (await Refused.By(portal.ListCloseReasonsAsync(new() { Language = "xx" }))).Violations.ShouldBe(["language:UNKNOWN_LANGUAGE"]);
        (await Refused.By(portal.GetPlanChoicesAsync(new() { Id = order.Id, Language = "xx" }))).Violations.ShouldBe(["language:UNKNOWN_LANGUAGE"]);
        (await Refused.By(portal.ListSubscriptionActionsAsync(new() { Id = order.Id, Language = "xx" }))).Violations.ShouldBe(["language:UNKNOWN_LANGUAGE"]);
    }

    [Theory]
    [InlineData(false, "PLAN_NOT_REACTIVATABLE")]
    [InlineData(true, "PERIOD_STARTED_TODAY")]
    public async Task Reactivating_tomorrow_is_promised_only_where_the_plan_offers_it(bool reactivatable, string reason)
    {
        var customer = await service.Customer();
        var plan = await Plan("Pro", "Chuyên nghiệp", reactivatable: reactivatable);
        var order = await service.Confirmed(customer, plan);
        var portal = service.Portal(customer);
        await portal.CloseSubscriptionAsync(new() { Id = order.Id, ReasonId = (await service.Reason()).Id });

        (await Refused.By(portal.ReactivateSubscriptionAsync(new() { Id = order.Id }))).Reason.ShouldBe(reason);
        (await portal.ListSubscriptionActionsAsync(new() { Id = order.Id })).Actions.Single(action => action.Action == Wire.Action.Reactivate).ReasonCode.ShouldBe(reason);
    }

    [Fact]
    public async Task A6_52_Customers_are_told_until_when_their_own_close_can_be_undone()
    {
        var customer = await service.Customer();
        var (own, staffs) = (await service.Confirmed(customer), await service.Confirmed(customer));
        var portal = service.Portal(customer);

        var closed = await portal.CloseSubscriptionAsync(new() { Id = own.Id, ReasonId = (await service.Reason()).Id });
        await service.Orders.CloseSubscriptionAsync(new() { Id = staffs.Id, ReasonText = "Moved" });

        closed.UndoUntil.ShouldBe(Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(closed.CloseTime.ToDateTimeOffset().AddHours(72)));
        (await portal.GetSubscriptionAsync(new() { Id = staffs.Id })).UndoUntil.ShouldBeNull();
    }

    private static LocalizedText Both(string english, string vietnamese) => new() { Values = { ["en"] = english, ["vi"] = vietnamese } };

    private async Task<Plan> Plan(string english, string vietnamese, string currency = "EUR", bool reactivatable = false) => await service.Plans.CreatePlanAsync(new()
    {
        Plan = new Plan
        {
            Name = Both(english, vietnamese),
            BillingPeriod = new BillingInterval { Unit = IntervalUnit.Month, Count = 1 },
            Price = Money.From(40, currency),
            SelfService = new SelfService { Closable = true, PlanChangeable = true, Reactivatable = reactivatable },
        },
    });
}
