using Billing.Accounts;
using Contracts.Events;
using ServiceDefaults.Messaging;

namespace Billing.Subscriptions.Ordering;

/// <summary>Handles an event of a subscription when it is its turn: see <see cref="SubscriptionOrder"/>.</summary>
internal abstract class OrderedHandler<TEvent>(SubscriptionOrder order) : IEventHandler<TEvent>
    where TEvent : SubscriptionEvent
{
    public async Task Handle(TEvent e, CancellationToken ct)
    {
        if (await order.Next(e, ct) is { } billing)
        {
            await Apply(e, billing, ct);
        }
    }

    /// <summary>What comes behind it goes on without it.</summary>
    public async Task Skip(SkippedEvent skipped, CancellationToken ct)
    {
        if (await order.Skip(skipped, ct) is { } billing)
        {
            Skipped(billing);
        }
    }

    /// <param name="billing">Of the subscription.</param>
    protected abstract Task Apply(TEvent e, SubscriptionBilling billing, CancellationToken ct);

    /// <summary>What Billing remembers of an event that was skipped.</summary>
    protected virtual void Skipped(SubscriptionBilling billing)
    {
    }
}
