using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

/// <summary>Quotation -> In Progress (domain.md A1.5).</summary>
internal sealed class ConfirmSubscription(SubscriptionsDb db, OrderStore orders, ActionPolicy policy, Trials trials, TimeProvider clock) : IFeature
{
    public async Task<Wire.Subscription> Handle(Wire.ConfirmSubscriptionRequest request, Caller caller, CancellationToken ct)
    {
        var subscription = await orders.Require(request.Id, ct);
        subscription.RequireEtag(request.Etag);
        await policy.Require(Wire.Action.Confirm, subscription, caller, ct);
        subscription.Confirm(caller.Actor, clock.GetUtcNow());
        trials.Note(subscription);
        await db.SaveChangesAsync(ct);
        return subscription.ToWire();
    }
}
