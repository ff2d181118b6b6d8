using Contracts.Common.V1;
using Contracts.Subscriptions.V1;
using Microsoft.AspNetCore.Http;
using Screens.Formatting;

namespace Admin.Reports;

/// <summary>What the reader asks the reports: the form's fields, as an address holds them.</summary>
/// <param name="From">As typed; empty for the service's own choice.</param>
/// <param name="Until">As typed; empty for the service's own choice.</param>
/// <param name="Currency">ISO 4217; empty for the one that most orders are in.</param>
/// <param name="Zone">IANA name; UTC when empty.</param>
internal sealed record ReportQuery(string From, string Until, string Currency, string Zone)
{
    public static ReportQuery Of(IQueryCollection query) =>
        new(TypedDate.Read("from", part => query[part]), TypedDate.Read("until", part => query[part]), Read(query, "currency"), Read(query, "zone"));

    /// <summary>The first field that holds no day, with what was typed into it; null when there is none.</summary>
    public (string Field, string Text)? Unreadable =>
        From.Length > 0 && Day(From) is null ? ("first_month", From) : Until.Length > 0 && Day(Until) is null ? ("last_month", Until) : null;

    public GetMrrReportRequest Mrr => new() { CurrencyCode = Currency, TimeZone = Zone, FirstMonth = Day(From), LastMonth = Day(Until) };

    public GetPassRevenueRequest PassRevenue => new() { CurrencyCode = Currency, TimeZone = Zone, FirstMonth = Day(From), LastMonth = Day(Until) };

    /// <summary>In the currency that the MRR report is about, so that the numbers of both are of the same orders.</summary>
    /// <param name="mrr">The answer to <see cref="Mrr"/>.</param>
    public GetRetentionReportRequest Retention(MrrReport mrr) => new() { CurrencyCode = mrr.CurrencyCode, TimeZone = Zone, FirstMonth = Day(From), LastMonth = Day(Until) };

    /// <summary>In the currency that the MRR report is about, so that both tell of the same subscriptions.</summary>
    /// <param name="mrr">The answer to <see cref="Mrr"/>.</param>
    public GetDunningReportRequest Dunning(MrrReport mrr) => new() { CurrencyCode = mrr.CurrencyCode, TimeZone = Zone, FirstMonth = Day(From), LastMonth = Day(Until) };

    /// <summary>The same months, of all currencies: an hour is good or bad for a card, not for a currency.</summary>
    /// <param name="mrr">The answer to <see cref="Mrr"/>.</param>
    public static Contracts.Billing.V1.GetRetryTimingReportRequest RetryTiming(MrrReport mrr) => new() { FirstDate = mrr.Months[0].Month, LastDate = LastDay(mrr) };

    /// <summary>Whole months, so that what was lost is the same as in the MRR report.</summary>
    /// <param name="mrr">The answer to <see cref="Mrr"/>.</param>
    public GetChurnReportRequest Churn(MrrReport mrr, string language) => new()
    {
        CurrencyCode = mrr.CurrencyCode,
        TimeZone = Zone,
        FirstDay = mrr.Months[0].Month,
        LastDay = LastDay(mrr),
        Language = language,
    };

    /// <summary>The same question as part of an address.</summary>
    public QueryString ToQuery() => QueryString.Create(
        new Dictionary<string, string?> { ["from"] = From, ["until"] = Until, ["currency"] = Currency, ["zone"] = Zone }.Where(part => part.Value!.Length > 0));

    static Date LastDay(MrrReport mrr) => Date.From(mrr.Months[^1].Month.ToDateOnly()!.Value.AddMonths(1).AddDays(-1));

    static Date? Day(string text) => DateText.TryParse(text, out var day) ? Date.From(day) : null;

    static string Read(IQueryCollection query, string name) => query[name].ToString().Trim();
}
