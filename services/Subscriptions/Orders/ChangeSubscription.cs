using ServiceDefaults;
using ServiceDefaults.Access;
using Subscriptions.Orders.Portal;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

/// <summary>Changes plan or quantity of a running subscription, now or when the next period starts.</summary>
internal sealed class ChangeSubscription(SubscriptionsDb db, OrderStore orders, ActionPolicy policy, ChangeRequests requests, TimeProvider clock) : IFeature
{
    public async Task<Wire.Subscription> Handle(Wire.ChangeSubscriptionRequest request, Caller caller, CancellationToken ct)
    {
        var subscription = await orders.Require(request.Id, ct);
        await Change(subscription, request.PlanId, request.Quantity, request.When, request.Etag, caller, ct);
        return subscription.ToWire();
    }

    public async Task<Wire.PortalSubscription> Handle(Wire.ChangePortalSubscriptionRequest request, Caller caller, CancellationToken ct)
    {
        var subscription = await orders.RequireOwn(request.Id, caller, ct);
        await Change(subscription, request.PlanId, request.Quantity, Wire.ChangeWhen.Unspecified, request.Etag, caller, ct);
        return subscription.ToPortal();
    }

    private async Task Change(
        Subscription subscription, string planId, int quantity, Wire.ChangeWhen when, string etag, Caller caller, CancellationToken ct)
    {
        subscription.RequireEtag(etag);
        await policy.Require(Wire.Action.Change, subscription, caller, ct);
        subscription.Change(await requests.Read(subscription, planId, quantity, when, caller, ct), caller.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
    }
}
