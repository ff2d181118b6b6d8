using System.Collections.Concurrent;
using Billing.Accounts;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Errors;

namespace Billing.Invoices;

/// <summary>
/// Missed periods of an order are told of one after the other and handled side by side. Each waits for the one before it, so that their
/// invoices are numbered in their order; but not for ever, since that one may be parked, and not for one that somebody has discarded.
/// </summary>
internal sealed class PeriodTurns
{
    /// <summary>With the growing pauses between them about a quarter of a minute.</summary>
    private const int Tries = 12;

    private readonly ConcurrentDictionary<Guid, int> _tried = new();

    /// <exception cref="OutOfTurnException">An earlier period of one of the orders has no invoice yet.</exception>
    public async Task Await(BillingDb db, IReadOnlyList<PeriodStarted> periods, IReadOnlyDictionary<Guid, SubscriptionAccount> accounts, CancellationToken ct)
    {
        var early = await Early(db, [.. periods.Where(e => e.PeriodIndex > accounts[e.AggregateId].InvoicesIssued)], accounts, ct);
        // All of them are counted each time, so that those which wait do so together.
        var waiting = early.Where(e => _tried.AddOrUpdate(e.EventId, 1, (_, tried) => tried + 1) <= Tries).ToList();
        if (waiting.Count > 0)
        {
            throw new OutOfTurnException($"Period {waiting[0].PeriodIndex} of {waiting[0].Order.Number} waits for the one before it.");
        }

        foreach (var e in periods)
        {
            _tried.TryRemove(e.EventId, out _);
        }
    }

    private static async Task<IReadOnlyList<PeriodStarted>> Early(
        BillingDb db, IReadOnlyList<PeriodStarted> ahead, IReadOnlyDictionary<Guid, SubscriptionAccount> accounts, CancellationToken ct)
    {
        if (ahead.Count == 0)
        {
            return ahead;
        }

        List<Guid> orders = [.. ahead.Select(e => e.AggregateId).Distinct()];
        var forgone = await db.ForgoneInvoices.Where(f => f.SourceId == null && orders.Contains(f.SubscriptionId))
            .GroupBy(f => f.SubscriptionId).ToDictionaryAsync(of => of.Key, of => of.Count(), ct);
        return [.. ahead.Where(e => e.PeriodIndex > accounts[e.AggregateId].InvoicesIssued + forgone.GetValueOrDefault(e.AggregateId))];
    }
}
