using Contracts.Events;
using BillingWire = Contracts.Billing.V1;

namespace Scenarios.Tests.Dunning;

/// <summary>Events that come again, late and the last first, to services that remember none of them, change no path.</summary>
public sealed class RepeatedEventsTests
{
    [Fact]
    public async Task What_is_delivered_again_in_the_wrong_order_changes_nothing()
    {
        await using var world = await DunningWorld.At();
        var plan = await world.Plan(BillingWire.DunningFinalAction.Close);
        var ignored = await world.Subscribe("ignored", plan, TestCards.InsufficientFunds);
        var paid = await world.Subscribe("paid", plan, TestCards.Lost);
        await world.Live();
        foreach (var day in new[] { 4, 12, 15, 17, 22 })
        {
            await world.WalkTo(day);
            if (day == 15)
            {
                await world.AddCard(paid, TestCards.Good);
                await world.Live();
            }

            var before = await world.Diaries();
            await Repeat(world.World);
            await world.Live();
            foreach (var order in new[] { ignored, paid })
            {
                (await world.Diaries())[order.Id].ShouldBe(before[order.Id], $"{order.CustomerName} on day {day}");
            }
        }

        (await world.DiaryOf(paid))[^1].ShouldBe("15: paid by card, mail receipt, resolved paid, restored, Full ACTIVE");
        (await world.DiaryOf(ignored))[^1].ShouldBe("21: mail subscription_closed, exhausted close, closed unpaid, Ended CLOSED");
    }

    private static async Task Repeat(World world)
    {
        await world.ForgetInboxes();
        IReadOnlyList<IEvent> all =
        [
            .. await world.Raised<PaymentFailed>(), .. await world.Raised<DunningStarted>(), .. await world.Raised<DunningStepDue>(), .. await world.Raised<NoticeDelivered>(),
            .. await world.Raised<SubscriptionRestricted>(), .. await world.Raised<PaymentSucceeded>(), .. await world.Raised<DunningResolved>(), .. await world.Raised<AccessRestored>(),
            .. await world.Raised<DunningExhausted>(), .. await world.Raised<SubscriptionClosed>(),
        ];
        foreach (var e in all.Reverse())
        {
            await world.Publish(e);
        }

        foreach (var e in all)
        {
            await world.Delivered(e.EventId, 2);
        }
    }
}
