using Contracts.Conversions;
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

    public static Dictionary<string, string> Quotation(QuotationSent e, string language) =>
        Price(e.RecurringTotal, e.Discount, LocalFormats.Each(e.BillingPeriod, language), language);

    public static Dictionary<string, string> Confirmation(SubscriptionConfirmed e, string language)
    {
        var values = Price(e.RecurringTotal, e.Discount, "", language);
        values["startDate"] = LocalFormats.Date(e.StartDate, language);
        return values;
    }

    public static Dictionary<string, string> ChargeAhead(SubscriptionChargeAhead e, string language)
    {
        var values = Price(e.RecurringTotal, e.Discount, LocalFormats.Each(e.BillingPeriod, language), language);
        values[e.AfterTrial ? "trialEnd" : "renewDate"] = LocalFormats.Date(e.ChargeDate, language);
        return values;
    }

    /// <param name="publicUrl">Where people reach the portal, without a slash at the end.</param>
    public static Dictionary<string, string> Card(CardExpiring e, string language, string publicUrl) => new(StringComparer.Ordinal)
    {
        ["card"] = $"{(e.Brand.Length > 0 ? char.ToUpperInvariant(e.Brand[0]) + e.Brand[1..] : "")} {e.Last4}".Trim(),
        ["expiry"] = LocalFormats.Date(e.LastDay, language),
        ["cardLink"] = $"{publicUrl}/portal/payment-methods",
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
        var values = Price(e.RecurringTotal, e.Discount, "", language);
        values["startDate"] = LocalFormats.Date(e.StartDate, language);
        return values;
    }

    /// <param name="termEnd">First day after the term.</param>
    public static Dictionary<string, string> Term(DateOnly termEnd, string language) =>
        Days(language, ("termEnd", termEnd), ("lastDay", termEnd.AddDays(-1)));

    public static Dictionary<string, string> Change(EventPlanTerms old, EventPlanTerms now, string language)
    {
        var price = now.UnitPrice with { Amount = now.UnitPrice.Amount * now.Quantity };
        var values = Price(price, now.Discount, LocalFormats.Each(now.BillingPeriod, language), language);
        values["old"] = ChangeWords.Of(old, language);
        values["new"] = ChangeWords.Of(now, language);
        return values;
    }

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

    /// <summary>A price; what a coupon takes off it, and what is left to pay and until when. Both of these are empty without one.</summary>
    /// <param name="each">"per month"; empty where the period goes without saying.</param>
    private static Dictionary<string, string> Price(EventMoney price, EventPriceDiscount? discount, string each, string language)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["price"] = Each(price), ["discount"] = "", ["toPay"] = "" };
        if (discount is not null)
        {
            var off = LocalFormats.Amount(discount.Off with { Amount = -discount.Off.Amount }, language);
            values["discount"] = $"{discount.Name.In(language)} ({discount.Code}) {off}";
            values["toPay"] = Each(discount.Total) + Then(price, discount, language);
        }

        return values;

        string Each(EventMoney amount) => $"{LocalFormats.Amount(amount, language)} {each}".TrimEnd();
    }

    /// <summary>What is to be paid once the discount is over; empty where it has no end.</summary>
    private static string Then(EventMoney price, EventPriceDiscount discount, string language) =>
        discount.Until is { } day ? LocalFormats.From(day, LocalFormats.Amount(price, language), language)
        : discount.Periods is { } periods ? LocalFormats.After(periods, LocalFormats.Amount(price, language), language)
        : "";

    private static Dictionary<string, string> Days(string language, params (string Name, DateOnly Day)[] days) =>
        days.ToDictionary(day => day.Name, day => LocalFormats.Date(day.Day, language), StringComparer.Ordinal);
}
