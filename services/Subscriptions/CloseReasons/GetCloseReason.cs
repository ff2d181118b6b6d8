using ServiceDefaults;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.CloseReasons;

internal sealed class GetCloseReason(SubscriptionsDb db) : IFeature
{
    public async Task<Wire.CloseReason> Handle(Wire.GetCloseReasonRequest request, CancellationToken ct) =>
        (await db.RequireCloseReason("id", request.Id, ct)).ToWire();
}
