using Microsoft.Extensions.Options;
using Notifications.Rendering;
using Notifications.Transport;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Templates;

internal sealed class RenderMailTemplate(
    NotificationsDb db, MailTemplates templates, PublicAddress address, IOptions<MailOptions> options, TimeProvider clock) : IFeature
{
    public async Task<Wire.RenderMailTemplateResponse> Handle(Wire.RenderMailTemplateRequest request, CancellationToken ct)
    {
        var (kind, language) = (request.Kind, request.Language);
        MailTemplateStore.RequireTemplate(kind, language);
        var validator = new FieldValidator();
        var source = request.Source.Length > 0
            ? MailTemplateSource.Validate(validator, "source", request.Source, MailKinds.FieldsOf(kind))
            : (await db.Newest(kind, language, ct))?.Source ?? MailTemplates.BuiltIn(kind, language);
        validator.Require(request.DunningCase is null || MailKinds.IsOfDunning(kind), "dunning_case", "NOT_OF_THIS_KIND", "is for mails about a failed payment only.");
        var step = request.DunningCase is { } real ? PreviewedDunning.Read(validator, real) : null;
        validator.ThrowIfFailed();

        var now = clock.GetUtcNow();
        var values = MailSamples.Of(kind, language, address.Root, DateOnly.FromDateTime(now.UtcDateTime));
        values["sender"] = options.Value.FromName;
        if (step is not null)
        {
            foreach (var (name, value) in DunningValues.Of(step, language, address.Root))
            {
                values[name] = value;
            }

            values["name"] = step.Customer.Name;
        }

        var mail = templates.Preview(language, source, values);
        return new Wire.RenderMailTemplateResponse { Subject = mail.Subject, HtmlBody = mail.Html, TextBody = mail.Text };
    }
}
