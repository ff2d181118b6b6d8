using Contracts.Common.V1;
using ServiceDefaults;

namespace Subscriptions.Reconciliation;

internal sealed class GetSelfCheck(OrderReconciliation reconciliation) : IFeature
{
    public Task<SelfCheck> Handle(CancellationToken ct) => reconciliation.Run(ct);
}
