using System.Collections.Concurrent;
using Billing.Accounts;
using Contracts.Events;
using ServiceDefaults.Errors;

namespace Billing.Invoices;

/// <summary>
/// Missed periods of an order are told of one after the other and handled side by side. Each waits for the one before it, so that their
/// invoices are numbered in their order; but not for ever, since that one may be parked.
/// </summary>
internal sealed class PeriodTurns
{
    /// <summary>With the growing pauses between them about a quarter of a minute.</summary>
    private const int Tries = 12;

    private readonly ConcurrentDictionary<Guid, int> _tried = new();

    /// <exception cref="OutOfTurnException">An earlier period of one of the orders has no invoice yet.</exception>
    public void Await(IReadOnlyList<PeriodStarted> periods, IReadOnlyDictionary<Guid, SubscriptionAccount> accounts)
    {
        // All of them are counted each time, so that those which wait do so together.
        var waiting = periods.Where(e => !IsNext(e, accounts[e.AggregateId])).ToList();
        if (waiting.Count > 0)
        {
            throw new OutOfTurnException($"Period {waiting[0].PeriodIndex} of {waiting[0].Order.Number} waits for the one before it.");
        }

        foreach (var e in periods)
        {
            _tried.TryRemove(e.EventId, out _);
        }
    }

    private bool IsNext(PeriodStarted e, SubscriptionAccount account)
    {
        if (e.PeriodIndex > account.InvoicesIssued && _tried.AddOrUpdate(e.EventId, 1, (_, tried) => tried + 1) <= Tries)
        {
            return false;
        }

        return true;
    }
}
