using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Templates;

internal sealed class GetMailTemplate(NotificationsDb db) : IFeature
{
    public async Task<Wire.MailTemplate> Handle(Wire.GetMailTemplateRequest request, CancellationToken ct)
    {
        MailTemplateStore.RequireTemplate(request.Kind, request.Language);
        var validator = new FieldValidator();
        validator.Require(request.Version >= 0, "version", "NEGATIVE", "must not be negative.");
        validator.Require(!request.BuiltIn || request.Version == 0, "version", "NOT_WITH_BUILT_IN", "must be 0 where the built-in one is asked for.");
        validator.ThrowIfFailed();
        if (request.Version > 0)
        {
            var version = await db.TemplateVersions.Of(request.Kind, request.Language).FirstOrDefaultAsync(v => v.Number == request.Version, ct);
            return version?.ToWire(whole: true)
                ?? throw DomainException.NotFound("mail template version", $"{request.Kind}/{request.Language}/{request.Version}");
        }

        var newest = request.BuiltIn ? null : await db.Newest(request.Kind, request.Language, ct);
        return newest?.ToWire(whole: true) ?? MailTemplateStore.BuiltIn(request.Kind, request.Language, whole: true);
    }
}
