using Contracts.Events;

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

    /// <param name="minutes">How long the link is good for.</param>
    public static Dictionary<string, string> SignIn(string link, int minutes, string language) => new(StringComparer.Ordinal)
    {
        ["link"] = link,
        ["minutes"] = LocalFormats.Number(minutes, language),
    };
}
