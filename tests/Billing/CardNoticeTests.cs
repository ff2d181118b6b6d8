using Contracts.Events;
using static Testing.SomeEvents;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests;

/// <summary>SPEC 42: the customer is notified thirty days before the card that is charged expires.</summary>
public sealed class CardNoticeTests
{
    private static readonly DateTimeOffset Notice = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_card_that_is_charged_is_told_of_once_thirty_days_before_its_last()
    {
        await using var billing = await BillingUnderTest.Start();
        var ada = await billing.Known();
        var card = await billing.AddCard(ada.Id, TestCards.EndsInMarch);

        billing.Clock.Advance(Notice.AddMinutes(-1) - billing.Clock.GetUtcNow());
        await billing.Service.RunDueWork();
        (await billing.Service.Raised<CardExpiring>()).ShouldBeEmpty();
        billing.Clock.Advance(TimeSpan.FromMinutes(1));
        await billing.Service.RunDueWork();
        billing.Clock.Advance(TimeSpan.FromDays(1));
        await billing.Service.RunDueWork();

        var reported = (await billing.Service.Raised<CardExpiring>()).ShouldHaveSingleItem();
        (reported.AggregateId.ToString(), reported.Customer, reported.Brand, reported.Last4, reported.LastDay).ShouldBe((card.Id, ada, "visa", "4242", Day("2026-03-31")));
    }

    [Fact]
    public async Task A_card_that_is_not_charged_or_was_removed_is_not_told_of()
    {
        await using var billing = await BillingUnderTest.Start();
        var (ada, grace) = (await billing.Known(), await billing.Known());
        await billing.AddCard(ada.Id, TestCards.EndsInMarch);
        await billing.AddCard(ada.Id, TestCards.Good);
        var removed = await billing.AddCard(grace.Id, TestCards.EndsInMarch);
        await billing.Methods.RemovePaymentMethodAsync(new Wire.RemovePaymentMethodRequest { Id = removed.Id });

        billing.Clock.Advance(Notice.AddDays(1) - billing.Clock.GetUtcNow());
        await billing.Service.RunDueWork();

        (await billing.Service.Raised<CardExpiring>()).ShouldBeEmpty();
    }
}
