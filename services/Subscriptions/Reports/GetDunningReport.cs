using Contracts.Common.V1;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Subscriptions.CloseReasons;
using Subscriptions.Time;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Reports;

/// <summary>What failed payments put at risk, and what became of it (domain.md A3.38).</summary>
internal sealed class GetDunningReport(SubscriptionsDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.DunningReport> Handle(Wire.GetDunningReportRequest request, CancellationToken ct)
    {
        var validator = new FieldValidator();
        validator.CurrencyIfAny("currency_code", request.CurrencyCode);
        var zone = validator.Zone("time_zone", request.TimeZone);
        var (first, last) = validator.Months(request.FirstMonth, request.LastMonth, clock.Today(zone));
        validator.ThrowIfFailed();

        var currencies = await Currencies(ct);
        var currency = request.CurrencyCode.Length > 0 ? request.CurrencyCode : currencies.FirstOrDefault() ?? (await new Ledger(db).Currencies(ct)).FirstOrDefault("");
        var report = new Wire.DunningReport { CurrencyCode = currency, TimeZone = zone.Id, CurrencyCodes = { currencies } };
        if (currency.Length == 0)
        {
            return report;
        }

        var (start, end) = (CivilTime.StartOfDay(first, zone), CivilTime.StartOfDay(last.AddMonths(1), zone));
        var cases = await Cases(currency).Where(c => c.OpenedAt >= start && c.OpenedAt < end).ToListAsync(ct);
        var rows = cases.GroupBy(c => (Month: ReportValidation.MonthOf(CivilTime.DateAt(c.OpenedAt, zone)), c.Cause));
        report.Rows.Add(rows.OrderBy(r => r.Key.Month).ThenBy(r => r.Key.Cause, StringComparer.Ordinal).Select(r => Row(r.Key.Month, r.Key.Cause, [.. r], currency)));
        report.Steps.Add(cases.Where(c => c.Recovered).GroupBy(c => c.MessagesSent).OrderBy(g => g.Key)
            .Select(g => new Wire.DunningStepResult { MessagesSent = g.Key, RecoveredCases = g.Count() }));
        report.AtRisk = Money.From(await Cases(currency).Where(c => !c.Resolved && !c.Ended).SumAsync(c => c.Mrr, ct), currency);

        var churn = await Churn(currency, start, end, ct);
        report.VoluntaryChurn = Money.From(churn.Where(c => !SystemCloseReasons.IsInvoluntary(c.Code)).Sum(c => c.Lost), currency);
        report.InvoluntaryChurn = Money.From(churn.Where(c => SystemCloseReasons.IsInvoluntary(c.Code)).Sum(c => c.Lost), currency);
        return report;
    }

    private async Task<List<string>> Currencies(CancellationToken ct) =>
        await db.DunningRecords.Where(r => r.Currency != "").GroupBy(r => r.Currency)
            .Select(g => new { Code = g.Key, Count = g.Count() })
            .OrderByDescending(c => c.Count).ThenBy(c => c.Code)
            .Select(c => c.Code)
            .ToListAsync(ct);

    private IQueryable<Case> Cases(string currency) => db.DunningRecords.AsNoTracking()
        .Where(r => r.Currency == currency && r.OpenedAt != null)
        .Select(r => new Case
        {
            OpenedAt = r.OpenedAt!.Value,
            Cause = r.Cause,
            Mrr = r.Mrr,
            ResolvedAt = r.ResolvedAt,
            RecoveredAt = r.RecoveredAt,
            RecoveryLostAt = r.RecoveryLostAt,
            Resolved = r.ResolvedAt != null,
            Paid = r.Resolution == "paid",
            Settled = r.Resolution == "settled",
            Ended = r.FinalActionAt != null,
            MessagesSent = r.MessagesSent,
        });

    private async Task<List<(string Code, decimal Lost)>> Churn(string currency, DateTimeOffset start, DateTimeOffset end, CancellationToken ct)
    {
        var found = await db.MrrMovements.Where(m => m.Currency == currency && m.OccurredAt >= start && m.OccurredAt < end).OfChurn(start, db)
            .GroupBy(m => m.ReasonCode!).Select(g => new { Code = g.Key, Amount = g.Sum(m => m.Amount) }).ToListAsync(ct);
        return [.. found.Select(f => (f.Code, -f.Amount))];
    }

    private static Wire.DunningReportRow Row(DateOnly month, string cause, List<Case> cases, string currency) => new()
    {
        Month = Date.From(month),
        Cause = cause,
        Cases = cases.Count,
        RecoveredCases = cases.Count(c => c.Recovered),
        LostCases = cases.Count(c => c.Lost),
        AtRisk = Money.From(cases.Sum(c => c.Mrr), currency),
        Recovered = Money.From(cases.Where(c => c.Recovered).Sum(c => c.Mrr), currency),
        Lost = Money.From(cases.Where(c => c.Lost).Sum(c => c.Mrr), currency),
        Open = Money.From(cases.Where(c => !c.Recovered && !c.Lost).Sum(c => c.Mrr), currency),
        MedianTimeToRecovery = Median([.. cases.Where(c => c.Recovered).Select(c => (long)c.TimeToRecovery.TotalSeconds).Order()]),
    };

    private static Duration? Median(List<long> seconds) => seconds.Count == 0 ? null : new Duration
    {
        Seconds = Math.Max(0, (seconds[(seconds.Count - 1) / 2] + seconds[seconds.Count / 2]) / 2),
    };

    private sealed class Case
    {
        public required DateTimeOffset OpenedAt { get; init; }

        public required string Cause { get; init; }

        public required decimal Mrr { get; init; }

        public required DateTimeOffset? ResolvedAt { get; init; }

        public required bool Resolved { get; init; }

        public required bool Paid { get; init; }

        /// <summary>A credit note or a void left nothing to pay.</summary>
        public required bool Settled { get; init; }

        /// <summary>Its final action was taken.</summary>
        public required bool Ended { get; init; }

        public required int MessagesSent { get; init; }

        /// <summary>When it was last paid, or settled.</summary>
        public required DateTimeOffset? RecoveredAt { get; init; }

        /// <summary>When the bank last took back what had been paid.</summary>
        public required DateTimeOffset? RecoveryLostAt { get; init; }

        /// <summary>What was paid after the bank had taken it back took until then.</summary>
        public TimeSpan TimeToRecovery => (RecoveryLostAt is null ? ResolvedAt : RecoveredAt)!.Value - OpenedAt;

        public bool Recovered => (Paid || (Settled && !Ended)) && (RecoveryLostAt is null || RecoveredAt > RecoveryLostAt);

        /// <summary>It ended with something due: by its final action, written off, ended by staff, or taken back by the bank.</summary>
        public bool Lost => (Resolved || Ended) && !Recovered;
    }
}
