using Grpc.Core;
using ServiceDefaults;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders.Runs;

internal sealed class BillingRunGrpc : Wire.BillingRunService.BillingRunServiceBase
{
    public override Task<Wire.BillingRunStatus> GetBillingRun(Wire.GetBillingRunRequest request, ServerCallContext context) =>
        context.Feature<GetBillingRun>().Handle(context.CancellationToken);

    public override Task<Wire.ListBillingRunsResponse> ListBillingRuns(Wire.ListBillingRunsRequest request, ServerCallContext context) =>
        context.Feature<ListBillingRuns>().Handle(request, context.CancellationToken);
}
