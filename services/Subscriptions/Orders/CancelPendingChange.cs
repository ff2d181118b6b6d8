using ServiceDefaults;
using ServiceDefaults.Access;
using Subscriptions.Orders.Portal;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

/// <summary>A change that waits for the next period will not be.</summary>
internal sealed class CancelPendingChange(SubscriptionsDb db, OrderStore orders, ActionPolicy policy, TimeProvider clock) : IFeature
{
    public async Task<Wire.Subscription> Handle(Wire.CancelPendingChangeRequest request, Caller caller, CancellationToken ct)
    {
        var subscription = await orders.Require(request.Id, ct);
        await Cancel(subscription, request.Etag, caller, ct);
        return subscription.ToWire();
    }

    public async Task<Wire.PortalSubscription> Handle(Wire.CancelPortalPendingChangeRequest request, Caller caller, CancellationToken ct)
    {
        var subscription = await orders.RequireOwn(request.Id, caller, ct);
        await Cancel(subscription, request.Etag, caller, ct);
        return subscription.ToPortal();
    }

    private async Task Cancel(Subscription subscription, string etag, Caller caller, CancellationToken ct)
    {
        subscription.RequireEtag(etag);
        await policy.Require(Wire.Action.CancelPendingChange, subscription, caller, ct);
        subscription.CancelPendingChange(caller.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
    }
}
