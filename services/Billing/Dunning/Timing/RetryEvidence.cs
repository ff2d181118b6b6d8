using Billing.Payments.Charging;
using Microsoft.EntityFrameworkCore;

namespace Billing.Dunning.Timing;

/// <summary>
/// What the business's own retries brought in the last year, by the cause that they followed, and by day of the week and hour where the customer is. Only retries of a
/// schedule count: customers and staff retry when they know that the money is there, which says nothing of an hour. Charges of another card do not: it has not failed before.
/// </summary>
internal sealed class RetryEvidence(IReadOnlyDictionary<(string Cause, DayOfWeek Day, int Hour), RetryRecord> records)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(365);

    private readonly Dictionary<string, RetryRecord> _byCause = records.GroupBy(r => r.Key.Cause)
        .ToDictionary(g => g.Key, g => g.Aggregate(default(RetryRecord), (sum, r) => sum.Plus(r.Value)), StringComparer.Ordinal);

    public RetryRecord At(string cause, DayOfWeek day, int hour) => records.GetValueOrDefault((cause, day, hour));

    /// <summary>At whatever time.</summary>
    public RetryRecord Of(string cause) => _byCause.GetValueOrDefault(cause);

    public static async Task<RetryEvidence> Load(BillingDb db, DateTimeOffset now, CancellationToken ct)
    {
        var since = now - Remembered;
        var counted = await db.PaymentAttempts
            .Where(a => a.Timing != null && a.RetriedFor != null && a.StartedAt > since && a.StartedOn != null && (a.State == PaymentAttemptState.Succeeded || a.State == PaymentAttemptState.Failed))
            .GroupBy(a => new { a.RetriedFor, a.StartedOn, a.StartedHour })
            .Select(g => new { g.Key, Tries = g.Count(), Successes = g.Sum(a => a.State == PaymentAttemptState.Succeeded ? 1 : 0) })
            .ToListAsync(ct);
        return new RetryEvidence(counted.ToDictionary(
            c => (AttemptWire.EventName(c.Key.RetriedFor!.Value), c.Key.StartedOn!.Value, c.Key.StartedHour!.Value), c => new RetryRecord(c.Tries, c.Successes)));
    }
}
