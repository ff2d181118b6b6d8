using ServiceDefaults;
using ServiceDefaults.Access;
using Subscriptions.Orders.Portal;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

/// <summary>Serves and bills a paused subscription again from today on.</summary>
internal sealed class ResumeSubscription(SubscriptionsDb db, OrderStore orders, ActionPolicy policy, TimeProvider clock) : IFeature
{
    public async Task<Wire.Subscription> Handle(Wire.ResumeSubscriptionRequest request, Caller caller, CancellationToken ct)
    {
        var subscription = await orders.Require(request.Id, ct);
        await Resume(subscription, request.Etag, caller, ct);
        return subscription.ToWire();
    }

    public async Task<Wire.PortalSubscription> Handle(Wire.ResumePortalSubscriptionRequest request, Caller caller, CancellationToken ct)
    {
        var subscription = await orders.RequireOwn(request.Id, caller, ct);
        await Resume(subscription, request.Etag, caller, ct);
        return subscription.ToPortal();
    }

    private async Task Resume(Subscription subscription, string etag, Caller caller, CancellationToken ct)
    {
        subscription.RequireEtag(etag);
        await policy.Require(Wire.Action.Resume, subscription, caller, ct);
        subscription.Resume(caller.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
    }
}
