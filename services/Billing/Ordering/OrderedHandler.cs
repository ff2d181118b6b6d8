using Billing.Accounts;
using Contracts.Events;
using ServiceDefaults.Messaging;

namespace Billing.Ordering;

/// <summary>Handles an event of a subscription when it is its turn: see <see cref="SubscriptionOrder"/>.</summary>
internal abstract class OrderedHandler<TEvent>(SubscriptionOrder order) : IEventHandler<TEvent>
    where TEvent : SubscriptionEvent
{
    public async Task Handle(TEvent e, CancellationToken ct)
    {
        if (await order.Next(e, ct) is { } account)
        {
            await Apply(e, account, ct);
        }
    }

    /// <summary>What comes behind it goes on without it.</summary>
    public async Task Skip(SkippedEvent skipped, CancellationToken ct)
    {
        if (await order.Skip(skipped, ct) is { } account)
        {
            Skipped(account);
        }
    }

    /// <param name="account">Of the subscription.</param>
    protected abstract Task Apply(TEvent e, SubscriptionAccount account, CancellationToken ct);

    /// <summary>What the account remembers of an event that was skipped.</summary>
    protected virtual void Skipped(SubscriptionAccount account)
    {
    }
}
