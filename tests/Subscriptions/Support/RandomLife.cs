using FsCheck;
using FsCheck.Fluent;
using ServiceDefaults.Errors;
using Subscriptions.Orders;
using Subscriptions.Time;
using static Subscriptions.Tests.Support.Drafts;
using static Testing.SomeEvents;

namespace Subscriptions.Tests.Support;

/// <summary>What happens to an order, on days that chance picks; some of it is refused, which changes nothing.</summary>
internal sealed record RandomLife(string Zone, PeriodUnit Unit, PeriodCalendar Calendar, OrderTerms Terms, int Start, int[] Steps)
{
    private static readonly string[] Zones = ["UTC", "Europe/Warsaw", "America/New_York", "Asia/Kolkata", "Asia/Tehran", "Pacific/Apia"];

    private static readonly Gen<OrderTerms> SomeTerms =
        from trial in Gen.Elements(0, 0, 10, 45)
        from term in Gen.Elements(0, 0, 1, 3)
        from renews in Gen.Elements(true, false)
        from notice in Gen.Choose(1, 40)
        from billingDay in Gen.Elements(0, 0, 1, 15, 31)
        select new OrderTerms(trial, term, renews && term > 0, notice, billingDay);

    public static readonly Gen<RandomLife> Some =
        from zone in Gen.Elements(Zones)
        from unit in Gen.Elements(PeriodUnit.Week, PeriodUnit.Month, PeriodUnit.Year)
        from calendar in Gen.Elements(PeriodCalendar.Gregorian, PeriodCalendar.Gregorian, PeriodCalendar.Gregorian, PeriodCalendar.Persian)
        from terms in SomeTerms
        from start in Gen.Choose(-100, 60)
        from steps in Gen.ArrayOf(Gen.Choose(0, 1_000_000), 40)
        select new RandomLife(zone, unit, unit == PeriodUnit.Week ? PeriodCalendar.Gregorian : calendar, unit == PeriodUnit.Week ? terms with { BillingDay = 0 } : terms, start, steps);

    /// <summary>Some weeks before or after it starts.</summary>
    public Subscription Confirmed()
    {
        var order = Quotation(40, unit: Unit, timeZone: Zone, start: DateOnly.FromDateTime(Now.UtcDateTime).AddDays(Start), agreed: Terms, calendar: Calendar);
        order.Confirm(Staff, Now);
        return order;
    }

    /// <summary>Each moment, after what was done at it.</summary>
    public IEnumerable<DateTimeOffset> Live(Subscription order)
    {
        var now = Now;
        foreach (var step in Steps)
        {
            now = now.AddHours(step % 700);
            Work(order, now);
            Try(() => Act(order, step / 700 % 15, now));
            yield return now;
        }
    }

    /// <summary>What the service's loop does, in its order.</summary>
    private static void Work(Subscription order, DateTimeOffset now)
    {
        bool worked;
        do
        {
            worked = order.ApplyDueClose(now) | order.ApplyDueResume(now) | order.AdvanceTerm(AtEndOfTerm, now) | order.StartDuePeriod(now);
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
        catch (DomainException)
        {
            // What is not possible now changes nothing, as the sums show.
        }
    }

    public override string ToString() => $"{Zone}, {Unit}, {Calendar}, {Terms}, {Start}: {string.Join(' ', Steps)}";
}
