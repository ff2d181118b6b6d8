using Contracts.Events;
using FsCheck;
using FsCheck.Fluent;
using ServiceDefaults.Errors;
using Subscriptions.CloseReasons;
using Subscriptions.Orders;
using Subscriptions.Tests.Support;
using Subscriptions.Time;
using static Subscriptions.Tests.Support.Drafts;
using static Testing.SomeEvents;

namespace Subscriptions.Tests.Orders;

/// <summary>
/// Whatever happens to an order, on days that chance picks: its movements add up to what it brings, and its periods follow one another without
/// an overlap, and without a gap but for pauses and the time in which it was closed; no two coupons discount the same one.
/// </summary>
public sealed class HistoryProperties
{
    private static readonly string[] Zones = ["UTC", "Europe/Warsaw", "America/New_York", "Asia/Kolkata", "Asia/Tehran", "Pacific/Apia"];

    private static readonly Gen<OrderTerms> SomeTerms =
        from trial in Gen.Elements(0, 0, 10, 45)
        from term in Gen.Elements(0, 0, 1, 3)
        from renews in Gen.Elements(true, false)
        from notice in Gen.Choose(1, 40)
        from billingDay in Gen.Elements(0, 0, 1, 15, 31)
        select new OrderTerms(trial, term, renews && term > 0, notice, billingDay);

    private static readonly Gen<History> Histories =
        from zone in Gen.Elements(Zones)
        from unit in Gen.Elements(PeriodUnit.Week, PeriodUnit.Month, PeriodUnit.Year)
        from calendar in Gen.Elements(PeriodCalendar.Gregorian, PeriodCalendar.Gregorian, PeriodCalendar.Gregorian, PeriodCalendar.Persian)
        from terms in SomeTerms
        from start in Gen.Choose(-100, 60)
        from steps in Gen.ArrayOf(Gen.Choose(0, 1_000_000), 40)
        select new History(zone, unit, unit == PeriodUnit.Week ? PeriodCalendar.Gregorian : calendar, unit == PeriodUnit.Week ? terms with { BillingDay = 0 } : terms, start, steps);

    [Fact]
    public void Movements_add_up_and_periods_follow_one_another() =>
        Prop.ForAll(Histories.ToArbitrary(), Holds).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));

    private static bool Holds(History history)
    {
        var order = Quotation(40, unit: history.Unit, timeZone: history.Zone, start: DateOnly.FromDateTime(Now.UtcDateTime).AddDays(history.Start), agreed: history.Terms, calendar: history.Calendar);
        order.Confirm(Staff, Now);
        var now = Now;
        foreach (var step in history.Steps)
        {
            now = now.AddHours(step % 700);
            Work(order, now);
            Try(() => Act(order, step / 700 % 15, now));
            order.Movements.Sum(m => m.Amount).ShouldBe(order.LiveMrr);
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

                    next = rest.End;
                    last = rest.PeriodStart;
                    break;
                case SubscriptionClosed { Reason.Code: SystemCloseReasons.EndOfTerm } closed:
                    closed.EndDate.ShouldBeLessThanOrEqualTo(next, "no day of the term is left unbilled");
                    break;
            }
        }
    }

    /// <summary>What the service's loop does, in its order.</summary>
    private static void Work(Subscription order, DateTimeOffset now)
    {
        bool worked;
        do
        {
            worked = order.TakeDueClose(now) | order.TakeDueResume(now) | order.TakeDueTermStep(AtEndOfTerm, now) | order.StartDuePeriod(now);
        }
        while (worked);
    }

    private static void Act(Subscription order, int what, DateTimeOffset now)
    {
        var today = CivilTime.DateAt(now, order.Customer.Zone);
        switch (what)
        {
            case 0:
                order.PauseFrom(null, Staff, now);
                break;
            case 1:
                order.PauseFrom(today.AddDays(20), Staff, now);
                break;
            case 2:
                order.Resume(Staff, now);
                break;
            case 3:
                order.Close(Decision(), Staff, now);
                break;
            case 4:
                order.Close(Decision(CloseWhen.EndOfPeriod), Staff, now);
                break;
            case 5:
                order.Close(Decision(CloseWhen.Date, today.AddDays(12)), Staff, now);
                break;
            case 6:
                order.UndoClose(Staff, now);
                break;
            case 7:
                order.Reactivate(Staff, now);
                break;
            case 8:
                order.Renew(Staff, now);
                break;
            case 9:
                order.Change(new ChangeDecision(null, 1 + (now.Day % 4), (ChangeWhen)(now.Hour % 3)), Staff, now);
                break;
            case 10:
                order.Change(new ChangeDecision(SomePlan(now), null, (ChangeWhen)(now.Hour % 3)), Staff, now);
                break;
            case 11:
                order.CancelPendingChange(Staff, now);
                break;
            case 12:
                order.ApplyCoupon(SomeCoupons.Percent(now.Day * 3, now.Hour % 4 == 0 ? null : 1 + (now.Hour % 4)), "code", Staff, now);
                break;
            case 13:
                order.ApplyCoupon(SomeCoupons.AmountOff(now.Day * 2.5m, now.Hour % 4 == 0 ? null : 1 + (now.Hour % 4)), "code", Staff, now);
                break;
            default:
                if (order.Discounts.Count > 0)
                {
                    order.RemoveCoupon(order.Discounts[^1].Id, "discount_id", Staff, now);
                }

                break;
        }
    }

    private static void DiscountsFit(Subscription order)
    {
        order.Discounts.Zip(order.Discounts.Skip(1)).ShouldAllBe(pair => pair.First.EndPeriod <= pair.Second.FirstPeriod);
        order.Events<PeriodStarted>().Select(e => e.Discount).Concat(order.Events<SubscriptionChanged>().Select(e => e.Proration?.Discount))
            .ShouldAllBe(discount => discount == null || discount.Percent > 0 != discount.AmountOff > 0);
    }

    private static PlanOffer SomePlan(DateTimeOffset now) => new(
        Guid.CreateVersion7(), new Dictionary<string, string> { ["en"] = "Other" },
        (now.Day % 3) switch { 0 => new(PeriodUnit.Week, 1, PeriodCalendar.Gregorian), 1 => new(PeriodUnit.Month, 1, SomeCalendar(now)), _ => new(PeriodUnit.Year, 1, SomeCalendar(now)) }, now.Day * 3.33m, "");

    private static PeriodCalendar SomeCalendar(DateTimeOffset now) => now.Hour % 4 == 0 ? PeriodCalendar.Persian : PeriodCalendar.Gregorian;

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Refusal)
        {
            // What is not possible now changes nothing, as the sums show.
        }
    }

    private sealed record History(string Zone, PeriodUnit Unit, PeriodCalendar Calendar, OrderTerms Terms, int Start, int[] Steps)
    {
        public override string ToString() => $"{Zone}, {Unit}, {Calendar}, {Terms}, {Start}: {string.Join(' ', Steps)}";
    }
}

internal static class ConfirmedTrial
{
    /// <summary>Day on which the trial ends that it was confirmed with.</summary>
    public static DateOnly? TrialEndAtConfirmation(this Subscription order) =>
        order.Terms.TrialDays > 0 ? order.Events<SubscriptionConfirmed>().Single().StartDate.AddDays(order.Terms.TrialDays) : null;
}
