using Contracts.Common.V1;
using ServiceDefaults;

namespace Subscriptions.Checking;

public sealed class GetSelfCheck(SubscriptionsDb db, TimeProvider clock) : IFeature
{
    public Task<SelfCheck> Handle(CancellationToken ct) => OrderCheck.Run(db, clock.GetUtcNow(), ct);
}
