using Contracts.Common.V1;
using ServiceDefaults;

namespace Billing.Reconciliation;

internal sealed class GetSelfCheck(BillingReconciliation reconciliation) : IFeature
{
    public Task<SelfCheck> Handle(CancellationToken ct) => reconciliation.Run(ct);
}
