using Contracts.Events;
using Notifications.Consumers;

namespace Notifications.Rendering;

/// <summary>What each mail tells, as a language writes it.</summary>
internal static class MailValues
{
    /// <param name="endDate">First day without service.</param>
    public static Dictionary<string, string> Close(DateOnly endDate, string language) => new(StringComparer.Ordinal)
    {
        ["endDate"] = LocalFormats.Date(endDate, language),
        ["lastDay"] = LocalFormats.Date(endDate.AddDays(-1), language),
    };

    public static Dictionary<string, string> Quotation(QuotationSent e, string language) => new(StringComparer.Ordinal)
    {
        ["price"] = $"{LocalFormats.Amount(e.RecurringTotal, language)} {LocalFormats.Each(e.BillingPeriod, language)}",
    };

    public static Dictionary<string, string> Pause(SubscriptionPaused e, string language)
    {
        var values = Days(language, ("pauseDate", e.PauseDate));
        if (e.ResumeDate is { } resume)
        {
            values["resumeDate"] = LocalFormats.Date(resume, language);
        }

        return values;
    }

    public static Dictionary<string, string> Resumption(SubscriptionResumed e, string language) =>
        Days(language, ("resumeDate", e.ResumeDate), ("nextInvoiceDate", e.NextInvoiceDate));

    public static Dictionary<string, string> Reactivation(SubscriptionReactivated e, string language)
    {
        var values = Days(language, ("startDate", e.StartDate));
        values["price"] = LocalFormats.Amount(e.RecurringTotal, language);
        return values;
    }

    /// <param name="termEnd">First day after the term.</param>
    public static Dictionary<string, string> Term(DateOnly termEnd, string language) =>
        Days(language, ("termEnd", termEnd), ("lastDay", termEnd.AddDays(-1)));

    public static Dictionary<string, string> Change(EventPlanTerms old, EventPlanTerms now, string language) => new(StringComparer.Ordinal)
    {
        ["old"] = ChangeWords.Of(old, language),
        ["new"] = ChangeWords.Of(now, language),
        ["price"] = $"{LocalFormats.Amount(now.UnitPrice with { Amount = now.UnitPrice.Amount * now.Quantity }, language)} {LocalFormats.Each(now.BillingPeriod, language)}",
    };

    /// <param name="changeDate">Day on which the next period starts with it.</param>
    public static Dictionary<string, string> ScheduledChange(EventPlanTerms old, EventPlanTerms now, DateOnly changeDate, string language)
    {
        var values = Change(old, now, language);
        values["changeDate"] = LocalFormats.Date(changeDate, language);
        return values;
    }

    /// <param name="minutes">How long the link is good for.</param>
    public static Dictionary<string, string> SignIn(string link, int minutes, string language) => new(StringComparer.Ordinal)
    {
        ["link"] = link,
        ["minutes"] = LocalFormats.Number(minutes, language),
    };

    private static Dictionary<string, string> Days(string language, params (string Name, DateOnly Day)[] days) =>
        days.ToDictionary(day => day.Name, day => LocalFormats.Date(day.Day, language), StringComparer.Ordinal);
}
