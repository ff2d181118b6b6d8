using Microsoft.EntityFrameworkCore;
using Notifications.Rendering;
using ServiceDefaults;
using ServiceDefaults.Errors;
using ServiceDefaults.Paging;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Templates;

internal sealed class UpdateMailKind(NotificationsDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.MailKind> Handle(Wire.UpdateMailKindRequest request, CancellationToken ct)
    {
        var wanted = request.MailKind ?? new Wire.MailKind();
        if (!MailKinds.Exists(wanted.Kind))
        {
            throw DomainException.NotFound("mail kind", wanted.Kind);
        }

        _ = new UpdateMask(request.UpdateMask, "enabled");
        if (!wanted.Enabled && MailKinds.IsAlwaysEnabled(wanted.Kind))
        {
            throw DomainException.FailedPrecondition("MAIL_ALWAYS_ENABLED", $"Mails of the kind {wanted.Kind} cannot be switched off: people could not sign in, or dunning would wait for ever for its notice.");
        }

        var now = clock.GetUtcNow();
        var known = await db.MailSwitches.FirstOrDefaultAsync(s => s.Kind == wanted.Kind, ct);
        if (known is null)
        {
            known = MailSwitch.Create(wanted.Kind, now);
            db.MailSwitches.Add(known);
        }

        known.RequireEtag(wanted.Etag);
        known.Set(wanted.Enabled, now);
        await db.SaveChangesAsync(ct);
        return known.ToWire((await db.EditedLanguages([wanted.Kind], ct))[wanted.Kind]);
    }
}
