using Contracts.Common.V1;
using Grpc.Core;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Parking;
using Wire = Contracts.Plans.V1;

namespace Plans.Parking;

internal sealed class ParkedWorkGrpc : Wire.ParkedWorkService.ParkedWorkServiceBase
{
    public override Task<ListParkedWorkResponse> ListParkedWork(ListParkedWorkRequest request, ServerCallContext context) =>
        context.Feature<ListParkedWork<PlansDb>>().Handle(request, context.CancellationToken);

    public override Task<ParkedWork> GetParkedWork(GetParkedWorkRequest request, ServerCallContext context) =>
        context.Feature<GetParkedWork<PlansDb>>().Handle(request, context.CancellationToken);

    public override Task<RetryParkedWorkResponse> RetryParkedWork(RetryParkedWorkRequest request, ServerCallContext context) =>
        context.Feature<RetryParkedWork<PlansDb>>().Handle(request, context.CancellationToken);

    public override Task<ParkedWork> DiscardParkedWork(DiscardParkedWorkRequest request, ServerCallContext context) =>
        context.Feature<DiscardParkedWork<PlansDb>>().Handle(request, context.Caller(), context.CancellationToken);
}
