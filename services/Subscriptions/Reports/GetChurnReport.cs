using Contracts.Common.V1;
using Contracts.Conversions;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Subscriptions.CloseReasons;
using Subscriptions.Orders;
using Subscriptions.Time;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Reports;

internal sealed class GetChurnReport(SubscriptionsDb db, TimeProvider clock) : IFeature
{
    private static readonly Dictionary<string, string> Other = new()
    {
        ["en"] = "Other (typed)", ["vi"] = "Khác (tự nhập)", ["fa"] = "سایر (نوشته‌شده)", ["it"] = "Altro (scritto a mano)", ["pl"] = "Inne (wpisane)",
    };

    public async Task<Wire.ChurnReport> Handle(Wire.GetChurnReportRequest request, CancellationToken ct)
    {
        var validator = new FieldValidator();
        validator.CurrencyIfAny("currency_code", request.CurrencyCode);
        var language = validator.Language("language", request.Language.Length > 0 ? request.Language : Languages.Default);
        var zone = validator.Zone("time_zone", request.TimeZone);
        var (first, last) = validator.Days(request.FirstDay, request.LastDay, clock.Today(zone));
        validator.ThrowIfFailed();

        var currency = request.CurrencyCode.Length > 0 ? request.CurrencyCode : (await new Ledger(db).Currencies(ct)).FirstOrDefault("");
        if (currency.Length == 0)
        {
            return new Wire.ChurnReport();
        }

        var start = CivilTime.StartOfDay(first, zone);
        var end = CivilTime.StartOfDay(last.AddDays(1), zone);
        var movements = db.MrrMovements.Where(m => m.Currency == currency && m.OccurredAt >= start && m.OccurredAt < end);
        var found = await (
            from movement in movements.OfChurn(start, db)
            group movement by movement.ReasonCode! into ofReason
            select new { Code = ofReason.Key, Count = ofReason.Sum(m => m.Kind == MrrMovementKind.Churn ? 1 : -1), Amount = ofReason.Sum(m => m.Amount) }).ToListAsync(ct);

        var codes = found.Select(f => f.Code).ToList();
        var labels = await db.CloseReasons.AsNoTracking().Where(r => codes.Contains(r.Code)).ToDictionaryAsync(r => r.Code, r => r.Label, ct);
        // Closes that were taken back leave nothing.
        var rows = found.Select(f => (f.Code, f.Count, Lost: -f.Amount)).Where(r => r.Count != 0 || r.Lost != 0);
        return new Wire.ChurnReport
        {
            CurrencyCode = currency,
            Count = found.Sum(f => f.Count),
            MrrLost = Money.From(-found.Sum(f => f.Amount), currency),
            Reasons =
            {
                rows.OrderByDescending(r => r.Lost).ThenByDescending(r => r.Count).ThenBy(r => r.Code, StringComparer.Ordinal).Select(r => new Wire.ChurnByReason
                {
                    ReasonCode = r.Code,
                    Label = r.Code.Length == 0 ? Other[language] : labels.TryGetValue(r.Code, out var label) ? label.In(language) : r.Code,
                    Count = r.Count,
                    MrrLost = Money.From(r.Lost, currency),
                    Voluntary = !SystemCloseReasons.IsInvoluntary(r.Code),
                }),
            },
        };
    }
}
