using Grpc.Core;
using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Plans.V1;

namespace Plans.PassTemplates;

internal sealed class PassTemplateGrpc : Wire.PassTemplateService.PassTemplateServiceBase
{
    public override Task<Wire.PassTemplate> CreatePassTemplate(Wire.CreatePassTemplateRequest request, ServerCallContext context) =>
        context.Feature<CreatePassTemplate>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.PassTemplate> GetPassTemplate(Wire.GetPassTemplateRequest request, ServerCallContext context) =>
        context.Feature<GetPassTemplate>().Handle(request, context.CancellationToken);

    public override Task<Wire.ListPassTemplatesResponse> ListPassTemplates(Wire.ListPassTemplatesRequest request, ServerCallContext context) =>
        context.Feature<ListPassTemplates>().Handle(request, context.CancellationToken);

    public override Task<Wire.PassTemplate> UpdatePassTemplate(Wire.UpdatePassTemplateRequest request, ServerCallContext context) =>
        context.Feature<UpdatePassTemplate>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.PassTemplate> ArchivePassTemplate(Wire.ArchivePassTemplateRequest request, ServerCallContext context) =>
        context.Feature<ArchivePassTemplate>().Handle(request, context.Caller(), context.CancellationToken);
}
