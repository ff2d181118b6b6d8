using Notifications.Rendering;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using ServiceDefaults.Paging;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Templates;

internal sealed class UpdateMailTemplate(NotificationsDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.MailTemplate> Handle(Wire.UpdateMailTemplateRequest request, Caller caller, CancellationToken ct)
    {
        var wanted = request.MailTemplate ?? new Wire.MailTemplate();
        MailTemplateStore.RequireTemplate(wanted.Kind, wanted.Language);
        _ = new UpdateMask(request.UpdateMask, "source");
        var newest = await db.Newest(wanted.Kind, wanted.Language, ct);
        MailTemplateStore.RequireEtag(newest, wanted.Etag);
        var validator = new FieldValidator();
        var source = MailTemplateSource.Validate(validator, "mail_template.source", wanted.Source, MailKinds.FieldsOf(wanted.Kind));
        validator.ThrowIfFailed();
        var version = MailTemplateVersion.Create(
            wanted.Kind, wanted.Language, (newest?.Number ?? 0) + 1, source, builtIn: false, caller.Actor, clock.GetUtcNow());
        db.TemplateVersions.Add(version);
        await db.SaveChangesAsync(ct);
        return version.ToWire(whole: true);
    }
}
