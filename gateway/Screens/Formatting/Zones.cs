namespace Screens.Formatting;

public static class Zones
{
    /// <summary>The zone of an IANA name; UTC for one that this machine does not know.</summary>
    public static TimeZoneInfo Find(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>The civil date that it is now in a zone.</summary>
    public static DateOnly Today(this TimeProvider clock, string zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), Find(zone)).DateTime);
}
