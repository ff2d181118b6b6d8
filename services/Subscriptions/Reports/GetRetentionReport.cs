using Contracts.Common.V1;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Subscriptions.Orders;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Reports;

public sealed class GetRetentionReport(SubscriptionsDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.RetentionReport> Handle(Wire.GetRetentionReportRequest request, CancellationToken ct)
    {
        var checks = new FieldChecks();
        checks.CurrencyIfAny("currency_code", request.CurrencyCode);
        var today = clock.Today(checks.Zone("time_zone", request.TimeZone));
        var (first, last) = checks.Months(request.FirstMonth, request.LastMonth, today);
        checks.ThrowIfFailed();

        var lives = await Lives(request.CurrencyCode, first, last.AddMonths(1), ct);
        var running = ReportChecks.MonthOf(today);
        var report = new Wire.RetentionReport();
        for (var month = first; month <= last; month = month.AddMonths(1))
        {
            report.Cohorts.Add(Cohort(month, running, [.. lives.Where(l => ReportChecks.MonthOf(l.Start) == month)]));
        }

        return report;
    }

    /// <summary>How many were first billed, and ended, on the same days; what has no end runs on.</summary>
    private async Task<List<Life>> Lives(string currency, DateOnly start, DateOnly end, CancellationToken ct)
    {
        var started = db.Subscriptions.AsNoTracking().Where(s => s.PeriodIndex >= 0 && (s.TrialEnd ?? s.StartDate) >= start && (s.TrialEnd ?? s.StartDate) < end);
        if (currency.Length > 0)
        {
            started = started.Where(s => s.Currency == currency);
        }

        var found = await started
            .GroupBy(s => new { Start = s.TrialEnd ?? s.StartDate, End = s.Stage == Stage.Churned ? (DateOnly?)s.Closing!.EndDate : null })
            .Select(g => new { g.Key.Start, g.Key.End, Count = g.Count() })
            .ToListAsync(ct);
        return [.. found.Select(f => new Life(f.Start!.Value, f.End, f.Count))];
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

    private sealed record Life(DateOnly Start, DateOnly? End, int Count);
}
