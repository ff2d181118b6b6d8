using Contracts.Common.V1;
using Contracts.Conversions;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Subscriptions.Passes;
using Subscriptions.Time;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Reports;

/// <summary>What passes brought, by month of the sale and by template, and what of it was never used (breakage). Added up by the database.</summary>
internal sealed class GetPassRevenue(SubscriptionsDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.PassRevenueReport> Handle(Wire.GetPassRevenueRequest request, CancellationToken ct)
    {
        var validator = new FieldValidator();
        validator.CurrencyIfAny("currency_code", request.CurrencyCode);
        var zone = validator.Zone("time_zone", request.TimeZone);
        var (month, last) = validator.Months(request.FirstMonth, request.LastMonth, clock.Today(zone));
        validator.ThrowIfFailed();

        var currencies = await Sold.GroupBy(p => p.Currency).Select(g => new { Code = g.Key, Count = g.Count() })
            .OrderByDescending(c => c.Count).ThenBy(c => c.Code).Select(c => c.Code).ToListAsync(ct);
        var currency = request.CurrencyCode.Length > 0 ? request.CurrencyCode : currencies.FirstOrDefault("");
        var report = new Wire.PassRevenueReport { CurrencyCode = currency, TimeZone = zone.Id, CurrencyCodes = { currencies } };
        for (; currency.Length > 0 && month <= last; month = month.AddMonths(1))
        {
            var (start, end) = (CivilTime.StartOfDay(month, zone), CivilTime.StartOfDay(month.AddMonths(1), zone));
            report.Rows.Add(await Month(month, Sold.Where(p => p.Currency == currency && p.CreatedAt >= start && p.CreatedAt < end), currency, ct));
        }

        return report;
    }

    /// <summary>What was bought online counts once it is paid, and never where it was not; what a subscription has brought is revenue of the subscription, and never counts here.</summary>
    private IQueryable<Pass> Sold => db.Passes.AsNoTracking().Where(p => p.State != PassState.AwaitingPayment && p.Grant == null && (p.Withdrawal == null || !p.Withdrawal.Unpaid));

    private static async Task<IEnumerable<Wire.PassRevenueRow>> Month(DateOnly month, IQueryable<Pass> sold, string currency, CancellationToken ct)
    {
        var totals = await sold.GroupBy(p => p.TemplateId).Select(g => new
        {
            Template = g.Key,
            Passes = g.Count(),
            Sold = g.Sum(p => p.Price - p.Discount),
            Classes = g.Sum(p => p.Terms.Classes),
            Used = g.Sum(p => p.UsedClasses),
            Lapsed = g.Sum(p => p.LapsedClasses),
            Last = g.Max(p => p.Serial),
        }).ToListAsync(ct);
        if (totals.Count == 0)
        {
            return [];
        }

        var last = totals.ConvertAll(t => t.Last);
        var names = await sold.Where(p => last.Contains(p.Serial)).ToDictionaryAsync(p => p.TemplateId, p => p.TemplateName, ct);
        var credited = await sold.Where(p => p.Withdrawal != null).GroupBy(p => p.TemplateId)
            .Select(g => new { g.Key, Credit = g.Sum(p => p.Withdrawal!.Credit) }).ToDictionaryAsync(g => g.Key, g => g.Credit, ct);
        var breakage = await Breakage(sold, currency, ct);
        return totals.OrderByDescending(t => t.Sold).ThenBy(t => t.Template).Select(t => new Wire.PassRevenueRow
        {
            Month = Date.From(month),
            TemplateId = t.Template.ToString(),
            TemplateName = LocalizedText.From(names[t.Template]),
            Passes = t.Passes,
            Sold = Money.From(t.Sold, currency),
            Credited = Money.From(credited.GetValueOrDefault(t.Template), currency),
            SoldClasses = t.Classes,
            UsedClasses = t.Used,
            LapsedClasses = t.Lapsed,
            Breakage = Money.From(breakage.GetValueOrDefault(t.Template), currency),
        });
    }

    /// <summary>Each pass is rounded by itself, as its withdrawal would be; those alike are counted together. A bonus has brought nothing that could lapse.</summary>
    private static async Task<Dictionary<Guid, decimal>> Breakage(IQueryable<Pass> sold, string currency, CancellationToken ct)
    {
        var alike = await sold.Where(p => p.LapsedClasses > 0)
            .GroupBy(p => new { p.TemplateId, p.Price, p.Discount, p.Terms.Classes, p.UsedClasses, p.LapsedClasses })
            .Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return alike.GroupBy(a => a.Key.TemplateId).ToDictionary(g => g.Key, g => g.Sum(a =>
        {
            var lapsed = Math.Min(a.Key.LapsedClasses, Math.Max(0, a.Key.Classes - a.Key.UsedClasses));
            return a.Count * Currencies.Round((a.Key.Price - a.Key.Discount) * lapsed / a.Key.Classes, currency);
        }));
    }
}
