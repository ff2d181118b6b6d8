using Contracts.Common.V1;
using ServiceDefaults;

namespace Subscriptions.Reconciliation;

public sealed class GetSelfCheck(OrderReconciliation reconciliation) : IFeature
{
    public Task<SelfCheck> Handle(CancellationToken ct) => reconciliation.Run(ct);
}
