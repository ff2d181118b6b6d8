using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

internal sealed class SendQuotation(SubscriptionsDb db, OrderStore orders, ActionPolicy policy, TimeProvider clock) : IFeature
{
    public async Task<Wire.Subscription> Handle(Wire.SendQuotationRequest request, Caller caller, CancellationToken ct)
    {
        var subscription = await orders.Require(request.Id, ct);
        subscription.RequireEtag(request.Etag);
        await policy.Require(Wire.Action.Send, subscription, caller, ct);
        subscription.SendQuotation(caller.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return subscription.ToWire();
    }
}
