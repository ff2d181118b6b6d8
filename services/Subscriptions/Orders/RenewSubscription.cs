using ServiceDefaults;
using ServiceDefaults.Access;
using Subscriptions.Orders.Portal;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

/// <summary>To Renew -> In Progress: another term follows the one that ends.</summary>
internal sealed class RenewSubscription(SubscriptionsDb db, OrderStore orders, ActionPolicy policy, TimeProvider clock) : IFeature
{
    public async Task<Wire.Subscription> Handle(Wire.RenewSubscriptionRequest request, Caller caller, CancellationToken ct)
    {
        var subscription = await orders.Require(request.Id, ct);
        await Renew(subscription, request.Etag, caller, ct);
        return subscription.ToWire();
    }

    public async Task<Wire.PortalSubscription> Handle(Wire.RenewPortalSubscriptionRequest request, Caller caller, CancellationToken ct)
    {
        var subscription = await orders.RequireOwn(request.Id, caller, ct);
        await Renew(subscription, request.Etag, caller, ct);
        return subscription.ToPortal();
    }

    private async Task Renew(Subscription subscription, string etag, Caller caller, CancellationToken ct)
    {
        subscription.RequireEtag(etag);
        await policy.Require(Wire.Action.Renew, subscription, caller, ct);
        subscription.Renew(caller.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
    }
}
