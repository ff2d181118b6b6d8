using Subscriptions.Time;

namespace Subscriptions.Orders;

/// <summary>Days of the running period: those that are left, and those of the full period that prices are for.</summary>
public sealed partial class Subscription
{
    /// <summary>
    /// The day that it was where the customer was when they moved to a time zone whose calendar is behind: days before it have been served, so nothing takes
    /// effect before it (domain.md C15b). Null as long as no move has gone back, and before the first period.
    /// </summary>
    public DateOnly? ReachedDay { get; private set; }

    /// <summary>Today, where the customer is; never before a day that the order has reached.</summary>
    public DateOnly Today(DateTimeOffset now)
    {
        var today = CivilTime.DateAt(now, Customer.Zone);
        return ReachedDay > today ? ReachedDay.Value : today;
    }

    /// <summary>The customer moved: the calendar may be behind what has been served.</summary>
    /// <param name="reached">The day that it was where they were.</param>
    private void KeepReachedDay(DateOnly reached, DateTimeOffset now)
    {
        if (PeriodIndex >= 0 && reached > Today(now))
        {
            ReachedDay = reached;
        }
    }

    /// <summary>Days of the running period that are billed and lie on or after a day.</summary>
    private int DaysLeft(DateOnly day)
    {
        if (Pause is { } pause && Stage is Stage.Paused or Stage.Churned)
        {
            return pause.DaysLeft;
        }

        return CurrentPeriod is { } period ? Math.Max(0, period.End.DayNumber - day.DayNumber) : 0;
    }

    /// <summary>Days of the full period of which this is one, or the shorter one that leads to a billing day.</summary>
    private int FullDays(DateOnly start, DateOnly end)
    {
        var shorter = Terms.BillingDay > 0 && BillingPeriod.NextBillingDay(start, Terms.BillingDay) != start;
        return end.DayNumber - (shorter ? BillingPeriod.Start(end, -1, Terms.BillingDay) : start).DayNumber;
    }
}
