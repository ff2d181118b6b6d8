using Contracts.Common.V1;
using Grpc.Core;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Parking;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Parking;

internal sealed class ParkedWorkGrpc : Wire.ParkedWorkService.ParkedWorkServiceBase
{
    public override Task<ListParkedWorkResponse> ListParkedWork(ListParkedWorkRequest request, ServerCallContext context) =>
        context.Feature<ListParkedWork<SubscriptionsDb>>().Handle(request, context.CancellationToken);

    public override Task<ParkedWork> GetParkedWork(GetParkedWorkRequest request, ServerCallContext context) =>
        context.Feature<GetParkedWork<SubscriptionsDb>>().Handle(request, context.CancellationToken);

    public override Task<RetryParkedWorkResponse> RetryParkedWork(RetryParkedWorkRequest request, ServerCallContext context) =>
        context.Feature<RetryParkedWork<SubscriptionsDb>>().Handle(request, context.CancellationToken);

    public override Task<ParkedWork> DiscardParkedWork(DiscardParkedWorkRequest request, ServerCallContext context) =>
        context.Feature<DiscardParkedWork<SubscriptionsDb>>().Handle(request, context.Caller(), context.CancellationToken);
}
