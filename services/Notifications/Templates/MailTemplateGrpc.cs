using Grpc.Core;
using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Templates;

internal sealed class MailTemplateGrpc : Wire.MailTemplateService.MailTemplateServiceBase
{
    public override Task<Wire.ListMailTemplatesResponse> ListMailTemplates(Wire.ListMailTemplatesRequest request, ServerCallContext context) =>
        context.Feature<ListMailTemplates>().Handle(request, context.CancellationToken);

    public override Task<Wire.MailTemplate> GetMailTemplate(Wire.GetMailTemplateRequest request, ServerCallContext context) =>
        context.Feature<GetMailTemplate>().Handle(request, context.CancellationToken);

    public override Task<Wire.MailTemplate> UpdateMailTemplate(Wire.UpdateMailTemplateRequest request, ServerCallContext context) =>
        context.Feature<UpdateMailTemplate>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.MailTemplate> ResetMailTemplate(Wire.ResetMailTemplateRequest request, ServerCallContext context) =>
        context.Feature<ResetMailTemplate>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.ListMailTemplateVersionsResponse> ListMailTemplateVersions(Wire.ListMailTemplateVersionsRequest request, ServerCallContext context) =>
        context.Feature<ListMailTemplateVersions>().Handle(request, context.CancellationToken);

    public override Task<Wire.RenderMailTemplateResponse> RenderMailTemplate(Wire.RenderMailTemplateRequest request, ServerCallContext context) =>
        context.Feature<RenderMailTemplate>().Handle(request, context.CancellationToken);

    public override Task<Wire.ListMailKindsResponse> ListMailKinds(Wire.ListMailKindsRequest request, ServerCallContext context) =>
        context.Feature<ListMailKinds>().Handle(request, context.CancellationToken);

    public override Task<Wire.MailKind> UpdateMailKind(Wire.UpdateMailKindRequest request, ServerCallContext context) =>
        context.Feature<UpdateMailKind>().Handle(request, context.CancellationToken);
}
