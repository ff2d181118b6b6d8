namespace Billing;

/// <summary>Billing dates are civil dates in the customer's time zone (domain.md C4).</summary>
internal static class CivilTime
{
    /// <param name="timeZone">IANA name.</param>
    public static DateOnly Today(this TimeProvider clock, string timeZone) => DayOf(clock.GetUtcNow(), timeZone);

    /// <param name="timeZone">IANA name.</param>
    public static DateOnly DayOf(DateTimeOffset at, string timeZone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(timeZone)).DateTime);

    /// <param name="timeZone">IANA name.</param>
    public static DateTime LocalAt(DateTimeOffset at, string timeZone) => TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(timeZone)).DateTime;

    /// <summary>
    /// The instant of a local time. Where clocks skip it, the first that exists after it; where it comes twice, the earlier one; on a day that a place left
    /// out altogether, the beginning of the next.
    /// </summary>
    /// <param name="timeZone">IANA name.</param>
    public static DateTimeOffset At(DateOnly day, TimeOnly time, string timeZone)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
        var local = day.ToDateTime(time);
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(15);
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        var at = new DateTimeOffset(local, offset).ToUniversalTime();
        return DayOf(at, timeZone) < day ? At(day.AddDays(1), TimeOnly.MinValue, timeZone) : at;
    }
}
