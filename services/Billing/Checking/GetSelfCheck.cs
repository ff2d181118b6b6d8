using Contracts.Common.V1;
using ServiceDefaults;

namespace Billing.Checking;

internal sealed class GetSelfCheck(BillingCheck check) : IFeature
{
    public Task<SelfCheck> Handle(CancellationToken ct) => check.Run(ct);
}
