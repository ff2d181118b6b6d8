using Subscriptions.Time;

namespace Subscriptions.Orders;

/// <summary>Days of the running period: those that are left, and those of the full period that prices are for.</summary>
public sealed partial class Subscription
{
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
