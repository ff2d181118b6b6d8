namespace Subscriptions.Time;

/// <summary>The unit that billing periods are counted in.</summary>
public enum PeriodUnit
{
    Day,
    Week,
    Month,
    Year,
}

/// <summary>The length of one billing period.</summary>
public sealed record BillingPeriod(PeriodUnit Unit, int Count)
{
    /// <summary>
    /// Start of the n-th period. Counted from the anchor each time, so that a start on the 31st comes back to the 31st after a short
    /// month (domain.md C3).
    /// </summary>
    /// <param name="anchor">First day of period 0.</param>
    /// <param name="billingDay">
    /// Day of the month on which each period starts, whatever the anchor's own day, clamped to the month's end; 0: the anchor's.
    /// </param>
    public DateOnly Start(DateOnly anchor, int n, int billingDay = 0) => Unit switch
    {
        PeriodUnit.Month or PeriodUnit.Year when billingDay > 0 => OnDay(FirstOfMonth(anchor).AddMonths(n * Count * (Unit == PeriodUnit.Year ? 12 : 1)), billingDay),
        PeriodUnit.Day => anchor.AddDays(n * Count),
        PeriodUnit.Week => anchor.AddDays(n * Count * 7),
        PeriodUnit.Month => anchor.AddMonths(n * Count),
        PeriodUnit.Year => anchor.AddYears(n * Count),
        _ => throw new InvalidOperationException($"Unknown unit {Unit}."),
    };

    /// <summary>The first billing day on or after a day.</summary>
    /// <param name="billingDay">1 to 31.</param>
    public static DateOnly NextBillingDay(DateOnly day, int billingDay)
    {
        var month = FirstOfMonth(day);
        var inMonth = OnDay(month, billingDay);
        return inMonth >= day ? inMonth : OnDay(month.AddMonths(1), billingDay);
    }

    /// <summary>The price of one period as a price of one month (domain.md C12); not rounded.</summary>
    public decimal PerMonth(decimal price) => Unit switch
    {
        PeriodUnit.Day => price * 365 / 12 / Count,
        PeriodUnit.Week => price * 52 / 12 / Count,
        PeriodUnit.Month => price / Count,
        PeriodUnit.Year => price / 12 / Count,
        _ => throw new InvalidOperationException($"Unknown unit {Unit}."),
    };

    private static DateOnly FirstOfMonth(DateOnly day) => new(day.Year, day.Month, 1);

    private static DateOnly OnDay(DateOnly month, int day) => new(month.Year, month.Month, Math.Min(day, DateTime.DaysInMonth(month.Year, month.Month)));
}
