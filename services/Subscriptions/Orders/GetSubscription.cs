using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

public sealed class GetSubscription(SubscriptionsDb db, OrderById orders) : IFeature
{
    public async Task<Wire.Subscription> Handle(Wire.GetSubscriptionRequest request, CancellationToken ct) =>
        (await orders.Find(db, FieldChecks.RequireId("id", request.Id), ct) ?? throw Refusal.NotFound("subscription", request.Id)).ToWire();
}
