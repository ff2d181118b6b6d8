using ServiceDefaults;
using ServiceDefaults.Access;
using Subscriptions.Orders.Portal;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

/// <summary>Churned -> In Progress, with a new first period from today on.</summary>
internal sealed class ReactivateSubscription(SubscriptionsDb db, OrderStore orders, ActionPolicy policy, TimeProvider clock) : IFeature
{
    public async Task<Wire.Subscription> Handle(Wire.ReactivateSubscriptionRequest request, Caller caller, CancellationToken ct)
    {
        var subscription = await orders.Require(request.Id, ct);
        await Reactivate(subscription, request.Etag, caller, ct);
        return subscription.ToWire();
    }

    public async Task<Wire.PortalSubscription> Handle(Wire.ReactivatePortalSubscriptionRequest request, Caller caller, CancellationToken ct)
    {
        var subscription = await orders.RequireOwn(request.Id, caller, ct);
        await Reactivate(subscription, request.Etag, caller, ct);
        return subscription.ToPortal();
    }

    private async Task Reactivate(Subscription subscription, string etag, Caller caller, CancellationToken ct)
    {
        subscription.RequireEtag(etag);
        await policy.Require(Wire.Action.Reactivate, subscription, caller, ct);
        subscription.Reactivate(caller.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
    }
}
