using Screens.Languages;

namespace Screens.Formatting;

/// <summary>How long something took, in its largest whole unit: "3 days", "5 hours", "1 minute".</summary>
public static class DurationText
{
    /// <param name="length">Less than a minute is shown as one.</param>
    public static string Format(TimeSpan length, Words words)
    {
        var minutes = Math.Max(1, (long)Math.Round(length.TotalMinutes, MidpointRounding.AwayFromZero));
        return length.TotalDays >= 2 ? words.Counted("DaysCount", (long)Math.Round(length.TotalDays, MidpointRounding.AwayFromZero))
            : minutes >= 60 ? words.Counted("HoursCount", (long)Math.Round(minutes / 60m, MidpointRounding.AwayFromZero))
            : words.Counted("MinutesCount", minutes);
    }
}
