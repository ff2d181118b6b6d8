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
    public DateOnly Start(DateOnly anchor, int n) => Unit switch
    {
        PeriodUnit.Day => anchor.AddDays(n * Count),
        PeriodUnit.Week => anchor.AddDays(n * Count * 7),
        PeriodUnit.Month => anchor.AddMonths(n * Count),
        PeriodUnit.Year => anchor.AddYears(n * Count),
        _ => throw new InvalidOperationException($"Unknown unit {Unit}."),
    };

    /// <summary>The price of one period as a price of one month (domain.md C12); not rounded.</summary>
    public decimal PerMonth(decimal price) => Unit switch
    {
        PeriodUnit.Day => price * 365 / 12 / Count,
        PeriodUnit.Week => price * 52 / 12 / Count,
        PeriodUnit.Month => price / Count,
        PeriodUnit.Year => price / 12 / Count,
        _ => throw new InvalidOperationException($"Unknown unit {Unit}."),
    };
}
