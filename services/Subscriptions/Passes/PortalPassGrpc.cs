using Grpc.Core;
using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Passes;

internal sealed class PortalPassGrpc : Wire.PortalPassService.PortalPassServiceBase
{
    public override Task<Wire.ListPortalPassesResponse> ListPasses(Wire.ListPortalPassesRequest request, ServerCallContext context) =>
        context.Feature<PortalPasses>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.PortalPass> GetPass(Wire.GetPortalPassRequest request, ServerCallContext context) =>
        context.Feature<PortalPasses>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.ListPortalVisitsResponse> ListVisits(Wire.ListPortalVisitsRequest request, ServerCallContext context) =>
        context.Feature<PortalPasses>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.ListPortalPassTemplatesResponse> ListPassTemplates(Wire.ListPortalPassTemplatesRequest request, ServerCallContext context) =>
        context.Feature<BuyPass>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.PortalPass> BuyPass(Wire.BuyPassRequest request, ServerCallContext context) =>
        context.Feature<BuyPass>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.PortalPass> FreezePass(Wire.FreezePortalPassRequest request, ServerCallContext context) =>
        context.Feature<FreezePass>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.PortalPass> UnfreezePass(Wire.UnfreezePortalPassRequest request, ServerCallContext context) =>
        context.Feature<UnfreezePass>().Handle(request, context.Caller(), context.CancellationToken);
}
