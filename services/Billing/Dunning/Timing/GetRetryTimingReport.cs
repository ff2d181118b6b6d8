using Billing.Payments.Charging;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Dunning.Timing;

/// <summary>Compares retries at the schedule's time with those at learned times.</summary>
internal sealed class GetRetryTimingReport(BillingDb db, BusinessCalendar business) : IFeature
{
    public async Task<Wire.RetryTimingReport> Handle(Wire.GetRetryTimingReportRequest request, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var first = validator.CivilDate("first_date", request.FirstDate);
        var last = validator.CivilDate("last_date", request.LastDate);
        validator.Require(first is null || last is null || first <= last, "last_date", "BEFORE_FIRST_DATE", "must not lie before first_date.");
        validator.ThrowIfFailed();

        var retries = db.PaymentAttempts.Where(a => a.Timing != null && a.StartedAt != null && (a.State == PaymentAttemptState.Succeeded || a.State == PaymentAttemptState.Failed));
        if (first is { } from)
        {
            var start = business.StartOf(from);
            retries = retries.Where(a => a.StartedAt >= start);
        }

        if (last is { } to)
        {
            var end = business.StartOf(to.AddDays(1));
            retries = retries.Where(a => a.StartedAt < end);
        }

        var counted = await retries.GroupBy(a => new { a.Timing, a.RetriedFor })
            .Select(g => new { g.Key, Tries = g.Count(), Recovered = g.Sum(a => a.State == PaymentAttemptState.Succeeded ? 1 : 0) })
            .ToListAsync(ct);
        var rows = counted.Select(c => new Wire.RetryTimingRow
        {
            Timing = c.Key.Timing == RetryTimingKind.Learned ? Wire.RetryTimingKind.Learned : Wire.RetryTimingKind.Schedule,
            Cause = c.Key.RetriedFor is { } cause ? AttemptWire.EventName(cause) : "unknown",
            Tries = c.Tries,
            Recovered = c.Recovered,
            RecoveryRateBasisPoints = (int)Math.Round(10_000m * c.Recovered / c.Tries, MidpointRounding.AwayFromZero),
        });
        return new Wire.RetryTimingReport { Rows = { rows.OrderBy(r => r.Timing).ThenBy(r => r.Cause, StringComparer.Ordinal) } };
    }
}
