using Contracts.Conversions;
using Contracts.Events;
using FsCheck;
using FsCheck.Fluent;
using Subscriptions.Coupons;
using Subscriptions.Orders;
using Subscriptions.Tests.Support;
using Subscriptions.Time;

namespace Subscriptions.Tests.Orders;

/// <summary>
/// domain.md C15c, of whatever happens to an order: its movements add up to what its running period was billed for, as it was told; nothing counts before
/// the first period has begun; and each kind says what happened.
/// </summary>
public sealed class LedgerProperties
{
    [Fact]
    public void The_ledger_holds_what_has_begun() => Prop.ForAll(RandomLife.Some.ToArbitrary(), life =>
    {
        var order = life.Confirmed();
        ShouldMatchEvents(order);
        foreach (var now in life.Live(order))
        {
            var sum = ShouldMatchEvents(order);
            if (order.Movements.Count > 0 && order.Movements[^1] is { Kind: MrrMovementKind.Reactivation } back && back.OccurredAt == now)
            {
                back.Amount.ShouldBe(sum, "one movement of the whole amount");
            }
        }

        Follows(order);
        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    /// <summary>The sum of the movements is the price of the period that was last told to Billing, while it runs.</summary>
    private static decimal ShouldMatchEvents(Subscription order)
    {
        var sum = order.Movements.Sum(m => m.Amount);
        var reported = order.Events<IEvent>().Select(Facts).LastOrDefault(period => period is not null);
        sum.ShouldBe(reported is null || order.Stage is not (Stage.InProgress or Stage.ToRenew) ? 0 : PerMonth(reported.Value.Lines, reported.Value.Discount, order));
        return sum;
    }

    private static (IReadOnlyList<PeriodLine> Lines, EventDiscount? Discount)? Facts(IEvent e) => e switch
    {
        PeriodStarted period => (period.Lines, period.Discount),
        SubscriptionChanged { Proration: { } rest } => (rest.Lines, rest.Discount),
        _ => null,
    };

    private static decimal PerMonth(IReadOnlyList<PeriodLine> lines, EventDiscount? discount, Subscription order)
    {
        List<decimal> amounts = [.. lines.Where(l => l.Recurring).Select(l => Currencies.Round(l.Quantity * l.UnitPrice, order.Currency))];
        var off = discount is null ? 0 : new DiscountTerms(discount.Percent, discount.AmountOff, order.Currency, null).Off(amounts, order.Currency).Sum();
        return Currencies.Round(order.BillingPeriod.PerMonth(amounts.Sum() - off), order.Currency);
    }

    private static void Follows(Subscription order)
    {
        var first = order.Events<IEvent>().Select(e => e is PeriodStarted period ? period.PeriodStart : (DateOnly?)null).FirstOrDefault(day => day is not null);
        (order.Movements.Count > 0).ShouldBe(first is not null, "nothing counts before it has begun, and then it does");
        var closed = false;
        foreach (var (movement, i) in order.Movements.Select((movement, i) => (movement, i)))
        {
            (movement.Kind == MrrMovementKind.New).ShouldBe(i == 0, "new once, and first");
            movement.OccurredAt.ShouldBeGreaterThanOrEqualTo(CivilTime.StartOfDay(first!.Value, order.Customer.Zone));
            switch (movement.Kind)
            {
                case MrrMovementKind.Churn:
                    (closed, movement.Amount <= 0).ShouldBe((false, true), "only what runs churns");
                    closed = true;
                    break;
                case MrrMovementKind.ChurnReversed or MrrMovementKind.Reactivation:
                    (closed, movement.Amount >= 0).ShouldBe((true, true), "only what has churned comes back");
                    closed = false;
                    break;
                case MrrMovementKind.Resumed when movement.Amount == 0:
                    // The end of a pause in which it was closed.
                    break;
                default:
                    closed.ShouldBeFalse($"{movement.Kind} of what is closed");
                    break;
            }
        }
    }
}
