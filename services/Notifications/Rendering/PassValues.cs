using Contracts.Conversions;
using Contracts.Events;

namespace Notifications.Rendering;

/// <summary>What mails about a class pass tell, as a language writes it.</summary>
internal static class PassValues
{
    /// <summary>Also of one that was bought online, once it is paid.</summary>
    /// <param name="publicUrl">Where people reach the portal, without a slash at the end; so in all of these.</param>
    public static Dictionary<string, string> Sold(PassEvent e, string language, string publicUrl)
    {
        var values = Of(e, language, publicUrl);
        values["classes"] = LocalFormats.Number(e.Pass.TotalClasses, language);
        values["startDate"] = e.Pass.StartDate is { } start ? LocalFormats.Date(start, language) : "";
        return values;
    }

    public static Dictionary<string, string> Expiring(PassExpiring e, string language, string publicUrl) => Left(e, language, publicUrl);

    public static Dictionary<string, string> Low(PassRunningLow e, string language, string publicUrl) => Left(e, language, publicUrl);

    public static Dictionary<string, string> Expired(PassExpired e, string language, string publicUrl)
    {
        var values = Of(e, language, publicUrl);
        values["unused"] = LocalFormats.Number(e.LapsedClasses, language);
        return values;
    }

    public static Dictionary<string, string> Extended(PassExtended e, string language, string publicUrl)
    {
        var values = Left(e, language, publicUrl);
        values["bonus"] = e.BonusClasses > 0 ? LocalFormats.Number(e.BonusClasses, language) : "";
        return values;
    }

    private static Dictionary<string, string> Left(PassEvent e, string language, string publicUrl)
    {
        var values = Of(e, language, publicUrl);
        values["left"] = LocalFormats.Number(e.Pass.RemainingClasses, language);
        return values;
    }

    /// <summary>The last day is empty where the pass has no end, or has not started.</summary>
    private static Dictionary<string, string> Of(PassEvent e, string language, string publicUrl) => new(StringComparer.Ordinal)
    {
        ["pass"] = e.Subject.Number,
        ["passName"] = e.Subject.Name.In(language),
        ["lastDay"] = e.Pass.EndDate is { } end ? LocalFormats.Date(end.AddDays(-1), language) : "",
        ["passLink"] = $"{publicUrl}/portal/passes/{e.AggregateId}",
        ["signInLink"] = $"{publicUrl}/portal/sign-in",
    };
}
