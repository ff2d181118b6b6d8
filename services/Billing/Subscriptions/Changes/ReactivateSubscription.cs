using Billing.Accounts;
using Billing.Subscriptions.Ordering;
using Contracts.Events;

namespace Billing.Subscriptions.Changes;

/// <summary>A closed subscription came back: it is served again.</summary>
internal sealed class ReactivateSubscription(SubscriptionOrder order, TimeProvider clock) : OrderedHandler<SubscriptionReactivated>(order)
{
    protected override Task Apply(SubscriptionReactivated e, SubscriptionBilling billing, CancellationToken ct)
    {
        billing.ComeBack(clock.GetUtcNow());
        return Task.CompletedTask;
    }
}
