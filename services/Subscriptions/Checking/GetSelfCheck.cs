using Contracts.Common.V1;
using ServiceDefaults;

namespace Subscriptions.Checking;

public sealed class GetSelfCheck(OrderCheck check) : IFeature
{
    public Task<SelfCheck> Handle(CancellationToken ct) => check.Run(ct);
}
