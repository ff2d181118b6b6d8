using Notifications.Rendering;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Templates;

internal sealed class ResetMailTemplate(NotificationsDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.MailTemplate> Handle(Wire.ResetMailTemplateRequest request, Caller caller, CancellationToken ct)
    {
        MailTemplateStore.RequireTemplate(request.Kind, request.Language);
        var newest = await db.Newest(request.Kind, request.Language, ct);
        MailTemplateStore.RequireEtag(newest, request.Etag);
        var source = MailTemplates.BuiltIn(request.Kind, request.Language);
        if (newest is null || newest.Source == source)
        {
            throw DomainException.FailedPrecondition("ALREADY_BUILT_IN", "The mail template says what the built-in one says.");
        }

        var version = MailTemplateVersion.Create(
            request.Kind, request.Language, newest.Number + 1, source, builtIn: true, caller.Actor, clock.GetUtcNow());
        db.TemplateVersions.Add(version);
        await db.SaveChangesAsync(ct);
        return version.ToWire(whole: true);
    }
}
