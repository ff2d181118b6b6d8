using Billing.Accounts;
using Contracts.Events;

namespace Billing.Subscriptions.Ordering;

/// <summary>An event that changes nothing that is billed: the one behind it need not wait.</summary>
internal sealed class AdvanceCursor<TEvent>(SubscriptionOrder order) : OrderedHandler<TEvent>(order)
    where TEvent : SubscriptionEvent
{
    protected override Task Apply(TEvent e, SubscriptionBilling billing, CancellationToken ct) => Task.CompletedTask;
}
