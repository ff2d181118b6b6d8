using ServiceDefaults;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

internal sealed class GetSubscription(OrderStore orders) : IFeature
{
    public async Task<Wire.Subscription> Handle(Wire.GetSubscriptionRequest request, CancellationToken ct) =>
        (await orders.Look(request.Id, ct)).ToWire();
}
