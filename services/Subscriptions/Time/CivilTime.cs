namespace Subscriptions.Time;

/// <summary>Between instants and the civil dates of a customer's time zone (domain.md C4).</summary>
internal static class CivilTime
{
    /// <summary>Today, where the customer is.</summary>
    public static DateOnly DateAt(DateTimeOffset instant, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    /// <summary>
    /// The first instant of a day. Where clocks skip midnight it is the first moment that exists; where midnight comes twice, the
    /// earlier one; a day that a place left out altogether starts when the next one does.
    /// </summary>
    public static DateTimeOffset StartOfDay(DateOnly date, TimeZoneInfo zone)
    {
        var local = date.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(15);
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        var start = new DateTimeOffset(local, offset).ToUniversalTime();
        return DateAt(start, zone) < date ? StartOfDay(date.AddDays(1), zone) : start;
    }
}
