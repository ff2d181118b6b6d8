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

    /// <exception cref="OutOfTurnException">An earlier period of the order has no invoice yet.</exception>
    public void Await(PeriodStarted e, SubscriptionAccount account)
    {
        if (e.PeriodIndex <= account.InvoicesIssued || _tried.AddOrUpdate(e.EventId, 1, (_, tried) => tried + 1) > Tries)
        {
            _tried.TryRemove(e.EventId, out _);
            return;
        }

        throw new OutOfTurnException($"Period {e.PeriodIndex} of {e.Order.Number} waits for the one before it.");
    }
}
