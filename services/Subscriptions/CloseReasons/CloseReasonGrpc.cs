using Grpc.Core;
using ServiceDefaults;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.CloseReasons;

internal sealed class CloseReasonGrpc : Wire.CloseReasonService.CloseReasonServiceBase
{
    public override Task<Wire.CloseReason> CreateCloseReason(Wire.CreateCloseReasonRequest request, ServerCallContext context) =>
        context.Feature<CreateCloseReason>().Handle(request, context.CancellationToken);

    public override Task<Wire.CloseReason> GetCloseReason(Wire.GetCloseReasonRequest request, ServerCallContext context) =>
        context.Feature<GetCloseReason>().Handle(request, context.CancellationToken);

    public override Task<Wire.ListCloseReasonsResponse> ListCloseReasons(Wire.ListCloseReasonsRequest request, ServerCallContext context) =>
        context.Feature<ListCloseReasons>().Handle(request, context.CancellationToken);

    public override Task<Wire.CloseReason> UpdateCloseReason(Wire.UpdateCloseReasonRequest request, ServerCallContext context) =>
        context.Feature<UpdateCloseReason>().Handle(request, context.CancellationToken);

    public override Task<Wire.ListCloseReasonsResponse> ReorderCloseReasons(Wire.ReorderCloseReasonsRequest request, ServerCallContext context) =>
        context.Feature<ReorderCloseReasons>().Handle(request, context.CancellationToken);

    public override Task<Wire.CloseReason> RetireCloseReason(Wire.RetireCloseReasonRequest request, ServerCallContext context) =>
        context.Feature<RetireCloseReason>().Handle(request, context.CancellationToken);

    public override Task<Wire.CloseReason> RestoreCloseReason(Wire.RestoreCloseReasonRequest request, ServerCallContext context) =>
        context.Feature<RestoreCloseReason>().Handle(request, context.CancellationToken);
}
