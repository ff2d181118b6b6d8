using ServiceDefaults;
using ServiceDefaults.Access;
using Subscriptions.CloseReasons;
using Subscriptions.Orders.Portal;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

/// <summary>Takes back a close, one that lies ahead or one that took effect. A term that has ended meanwhile closes the order again.</summary>
internal sealed class UndoCloseSubscription(
    SubscriptionsDb db, OrderStore orders, ActionPolicy policy, SubscriptionMetrics metrics, TimeProvider clock) : IFeature
{
    public async Task<Wire.Subscription> Handle(Wire.UndoCloseSubscriptionRequest request, Caller caller, CancellationToken ct)
    {
        var subscription = await orders.Require(request.Id, ct);
        await UndoClose(subscription, request.Etag, caller, ct);
        return subscription.ToWire();
    }

    public async Task<Wire.PortalSubscription> Handle(Wire.UndoClosePortalSubscriptionRequest request, Caller caller, CancellationToken ct)
    {
        var subscription = await orders.RequireOwn(request.Id, caller, ct);
        await UndoClose(subscription, request.Etag, caller, ct);
        return subscription.ToPortal();
    }

    private async Task UndoClose(Subscription subscription, string etag, Caller caller, CancellationToken ct)
    {
        subscription.RequireEtag(etag);
        await policy.Require(Wire.Action.UndoClose, subscription, caller, ct);
        subscription.UndoClose(await EndOfTerm.Decision(db, ct), caller.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        if (subscription.Stage == Stage.Churned)
        {
            metrics.Closed(SystemCloseReasons.EndOfTerm, subscription.Closing!.ActorKind);
        }
    }
}
