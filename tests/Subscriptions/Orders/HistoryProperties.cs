using Contracts.Events;
using FsCheck;
using FsCheck.Fluent;
using Subscriptions.CloseReasons;
using Subscriptions.Orders;
using Subscriptions.Tests.Support;

namespace Subscriptions.Tests.Orders;

/// <summary>
/// Whatever happens to an order, on days that chance picks: its movements add up to what it brings, and its periods follow one another without
/// an overlap, and without a gap but for pauses and the time in which it was closed; no two coupons discount the same one.
/// </summary>
public sealed class HistoryProperties
{
    [Fact]
    public void Movements_add_up_and_periods_follow_one_another() =>
        Prop.ForAll(RandomLife.Some.ToArbitrary(), Holds).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));

    private static bool Holds(RandomLife life)
    {
        var order = life.Confirmed();
        foreach (var now in life.Live(order))
        {
            order.Movements.Sum(m => m.Amount).ShouldBe(order.LiveMrr, $"at {now:u}");
        }

        FollowOneAnother(order);
        DiscountsFit(order);
        return true;
    }

    private static void FollowOneAnother(Subscription order)
    {
        // What the order has said so far about where its next period must start.
        var next = order.TrialEndAtConfirmation() ?? order.Events<SubscriptionConfirmed>().Single().StartDate;
        var index = 0;
        DateOnly? last = null;
        foreach (var e in order.Events<IEvent>())
        {
            switch (e)
            {
                case SubscriptionResumed resumed:
                    resumed.NextInvoiceDate.ShouldBeGreaterThanOrEqualTo(next, "a pause keeps every day that was billed");
                    next = resumed.NextInvoiceDate;
                    break;
                case SubscriptionReactivated reactivated:
                    (last is null || reactivated.StartDate > last).ShouldBeTrue("no day is billed from twice");
                    next = reactivated.StartDate;
                    break;
                case PeriodStarted period:
                    (period.PeriodIndex, period.PeriodStart).ShouldBe((index++, next));
                    period.PeriodEnd.ShouldBeGreaterThan(period.PeriodStart);
                    (period.PeriodEnd.DayNumber - period.PeriodStart.DayNumber).ShouldBeLessThanOrEqualTo(period.FullPeriodDays);
                    last = period.PeriodStart;
                    next = period.PeriodEnd;
                    break;
                case SubscriptionChanged { Proration: { } rest } changed:
                    rest.End.ShouldBeGreaterThan(rest.Start);
                    (rest.End.DayNumber - rest.Start.DayNumber).ShouldBeLessThanOrEqualTo(rest.FullPeriodDays);
                    rest.Lines.ShouldAllBe(line => line.Recurring);
                    if (changed.Old.BillingPeriod == changed.New.BillingPeriod)
                    {
                        rest.End.ShouldBe(next, "the period stays as it is");
                    }
                    else
                    {
                        index++;
                    }

                    next = rest.End;
                    last = rest.PeriodStart;
                    break;
                case SubscriptionClosed { Reason.Code: SystemCloseReasons.EndOfTerm } closed:
                    closed.EndDate.ShouldBeLessThanOrEqualTo(next, "no day of the term is left unbilled");
                    break;
            }
        }
    }

    private static void DiscountsFit(Subscription order)
    {
        order.Discounts.Zip(order.Discounts.Skip(1)).ShouldAllBe(pair => pair.First.EndPeriod <= pair.Second.FirstPeriod);
        order.Events<PeriodStarted>().Select(e => e.Discount).Concat(order.Events<SubscriptionChanged>().Select(e => e.Proration?.Discount))
            .ShouldAllBe(discount => discount == null || discount.Percent > 0 != discount.AmountOff > 0);
    }
}

internal static class ConfirmedTrial
{
    /// <summary>Day on which the trial ends that it was confirmed with.</summary>
    public static DateOnly? TrialEndAtConfirmation(this Subscription order) =>
        order.Terms.TrialDays > 0 ? order.Events<SubscriptionConfirmed>().Single().StartDate.AddDays(order.Terms.TrialDays) : null;
}
