using Contracts.Common.V1;
using Grpc.Core;
using ServiceDefaults;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Reconciliation;

internal sealed class SelfCheckGrpc : Wire.SelfCheckService.SelfCheckServiceBase
{
    public override Task<SelfCheck> GetSelfCheck(GetSelfCheckRequest request, ServerCallContext context) =>
        context.Feature<GetSelfCheck>().Handle(context.CancellationToken);
}
