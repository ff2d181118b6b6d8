using Contracts.Common.V1;
using Grpc.Core;
using ServiceDefaults;
using Wire = Contracts.Billing.V1;

namespace Billing.Reconciliation;

internal sealed class SelfCheckGrpc : Wire.SelfCheckService.SelfCheckServiceBase
{
    public override Task<SelfCheck> GetSelfCheck(GetSelfCheckRequest request, ServerCallContext context) =>
        context.Feature<GetSelfCheck>().Handle(context.CancellationToken);
}
