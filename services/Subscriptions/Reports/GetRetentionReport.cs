using Contracts.Common.V1;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Subscriptions.Orders;
using Subscriptions.Time;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Reports;

internal sealed class GetRetentionReport(SubscriptionsDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.RetentionReport> Handle(Wire.GetRetentionReportRequest request, CancellationToken ct)
    {
        var validator = new FieldValidator();
        validator.CurrencyIfAny("currency_code", request.CurrencyCode);
        var zone = validator.Zone("time_zone", request.TimeZone);
        var today = clock.Today(zone);
        var (first, last) = validator.Months(request.FirstMonth, request.LastMonth, today);
        validator.ThrowIfFailed();

        var running = ReportValidation.MonthOf(today);
        var report = new Wire.RetentionReport();
        for (var month = first; month <= last; month = month.AddMonths(1))
        {
            report.Cohorts.Add(Cohort(month, running, await Lives(request.CurrencyCode, month, zone, ct)));
        }

        return report;
    }

    /// <summary>
    /// How many began in a month, by the day on which they ended; what has no end runs on. They begin with their first billed day, or, where that
    /// was over when the order was confirmed, when the ledger has them as new: a month without an active order has no cohort.
    /// </summary>
    private async Task<List<Life>> Lives(string currency, DateOnly month, TimeZoneInfo zone, CancellationToken ct)
    {
        var next = month.AddMonths(1);
        var (start, end) = (CivilTime.StartOfDay(month, zone), CivilTime.StartOfDay(next, zone));
        var known = db.MrrMovements.AsNoTracking().Where(m => m.Kind == MrrMovementKind.New && m.OccurredAt < end);
        if (currency.Length > 0)
        {
            known = known.Where(m => m.Currency == currency);
        }

        var found = await known
            .Join(
                db.Subscriptions.AsNoTracking().Where(s => s.PeriodIndex >= 0 && (s.TrialEnd ?? s.StartDate) < next),
                m => m.SubscriptionId, s => s.Id, (m, s) => new { New = m.OccurredAt, Start = s.TrialEnd ?? s.StartDate, s.Stage, s.Closing!.EndDate })
            .Where(l => l.New >= start || l.Start >= month)
            .GroupBy(l => l.Stage == Stage.Churned ? (DateOnly?)l.EndDate : null)
            .Select(g => new { End = g.Key, Count = g.Count() })
            .ToListAsync(ct);
        return [.. found.Select(f => new Life(f.End, f.Count))];
    }

    private static Wire.RetentionCohort Cohort(DateOnly month, DateOnly running, IReadOnlyList<Life> lives)
    {
        var cohort = new Wire.RetentionCohort { Month = Date.From(month), Size = lives.Sum(l => l.Count) };
        for (var end = month.AddMonths(1); cohort.Size > 0 && end <= running.AddMonths(1); end = end.AddMonths(1))
        {
            // The end date is the first day without service: whoever ends on the 1st was there until the month before was over.
            var kept = lives.Where(l => l.End is null || l.End >= end).Sum(l => l.Count);
            cohort.Cells.Add(new Wire.RetentionCell { KeptCount = kept, ShareBasisPoints = Rate.BasisPoints(kept, cohort.Size) });
        }

        return cohort;
    }

    private sealed record Life(DateOnly? End, int Count);
}
