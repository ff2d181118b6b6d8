using Microsoft.EntityFrameworkCore;
using Subscriptions.Orders;

namespace Subscriptions.Reports;

/// <summary>The MRR ledger, added up by the database (domain.md C12).</summary>
internal sealed class Ledger(SubscriptionsDb db)
{
    /// <summary>Every currency with movements, the one with most of them first.</summary>
    public async Task<IReadOnlyList<string>> Currencies(CancellationToken ct) =>
        await db.MrrMovements.GroupBy(m => m.Currency)
            .Select(g => new { Code = g.Key, Count = g.Count() })
            .OrderByDescending(c => c.Count).ThenBy(c => c.Code)
            .Select(c => c.Code)
            .ToListAsync(ct);

    /// <summary>The movements before an instant.</summary>
    public Task<MrrTotals> Before(string currency, DateTimeOffset end, CancellationToken ct) =>
        Add(Of(currency).Where(m => m.OccurredAt < end), ct);

    /// <summary>The movements of [start, end).</summary>
    public async Task<MrrTotals> Between(string currency, DateTimeOffset start, DateTimeOffset end, CancellationToken ct)
    {
        var movements = Of(currency).Where(m => m.OccurredAt >= start && m.OccurredAt < end);
        var tally = await Add(movements, ct);
        return tally.Count(MrrMovementKind.ChurnReversed) == 0 ? tally : tally.With(await Add(movements.OfChurn(start, db), ct));
    }

    /// <summary>How many are closed that were paused when they were: their pause never ended, yet they count as closed alone.</summary>
    public Task<int> ClosedWhilePaused(string currency, DateTimeOffset end, CancellationToken ct)
    {
        var paused = Of(currency).Where(m => m.Kind == MrrMovementKind.Paused && m.OccurredAt < end).Select(m => m.SubscriptionId);
        return Of(currency)
            .Where(m => m.OccurredAt < end && paused.Contains(m.SubscriptionId))
            .GroupBy(m => m.SubscriptionId)
            .Select(g => new
            {
                Closed = g.Sum(m => m.Kind == MrrMovementKind.Churn ? 1 : m.Kind == MrrMovementKind.ChurnReversed || m.Kind == MrrMovementKind.Reactivation ? -1 : 0),
                Paused = g.Sum(m => m.Kind == MrrMovementKind.Paused ? 1 : m.Kind == MrrMovementKind.Resumed ? -1 : 0),
            })
            .CountAsync(s => s.Closed > 0 && s.Paused > 0, ct);
    }

    private IQueryable<MrrMovement> Of(string currency) => db.MrrMovements.AsNoTracking().Where(m => m.Currency == currency);

    private static async Task<MrrTotals> Add(IQueryable<MrrMovement> movements, CancellationToken ct) =>
        new(await movements.GroupBy(m => m.Kind)
            .Select(g => new { Kind = g.Key, Amount = g.Sum(m => m.Amount), Count = g.Count() })
            .ToDictionaryAsync(t => t.Kind, t => (t.Amount, t.Count), ct));
}

/// <summary>Sums and numbers of movements by their kind; a kind that did not occur has none.</summary>
/// <param name="reversed">What of its churn was taken back within the same time.</param>
internal sealed class MrrTotals(IReadOnlyDictionary<MrrMovementKind, (decimal Amount, int Count)> byKind, decimal reversed = 0)
{
    public decimal Total => byKind.Values.Sum(t => t.Amount);

    /// <summary>Churn of an earlier time that was taken back in this one.</summary>
    public decimal Reversed => byKind.GetValueOrDefault(MrrMovementKind.ChurnReversed).Amount - reversed;

    /// <summary>A churn that was taken back in the same time is taken off the churn.</summary>
    public decimal Amount(MrrMovementKind kind) => byKind.GetValueOrDefault(kind).Amount + (kind == MrrMovementKind.Churn ? reversed : 0);

    public int Count(MrrMovementKind kind) => byKind.GetValueOrDefault(kind).Count;

    /// <param name="churn">Of it, the churn and what was taken back of that.</param>
    internal MrrTotals With(MrrTotals churn) => new(byKind, churn.Reversed);
}

internal static class ChurnMovements
{
    /// <summary>
    /// Of movements of a span of time, the churn and its reversals. One of churn that lies before the span is none of these: by
    /// <see cref="Subscription.UndoTime"/> at most, but that may be another month, which has been reported.
    /// </summary>
    /// <param name="start">Of the span.</param>
    public static IQueryable<MrrMovement> OfChurn(this IQueryable<MrrMovement> movements, DateTimeOffset start, SubscriptionsDb db) => movements.Where(m =>
        m.Kind == MrrMovementKind.Churn
        || (m.Kind == MrrMovementKind.ChurnReversed
            && db.MrrMovements.Any(c => c.SubscriptionId == m.SubscriptionId && c.Kind == MrrMovementKind.Churn && c.OccurredAt >= start && c.OccurredAt <= m.OccurredAt)));
}
