namespace Billing;

/// <summary>Billing dates are civil dates in the customer's time zone (domain.md C4).</summary>
internal static class CivilTime
{
    /// <param name="timeZone">IANA name.</param>
    public static DateOnly Today(this TimeProvider clock, string timeZone) => DayOf(clock.GetUtcNow(), timeZone);

    /// <param name="timeZone">IANA name.</param>
    public static DateOnly DayOf(DateTimeOffset at, string timeZone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(timeZone)).DateTime);
}
