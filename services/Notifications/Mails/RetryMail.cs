using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Mails;

public sealed class RetryMail(NotificationsDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.Mail> Handle(Wire.RetryMailRequest request, CancellationToken ct)
    {
        var id = FieldChecks.RequireId("id", request.Id);
        var checks = new FieldChecks();
        var to = checks.Email("to", request.To, required: false);
        checks.ThrowIfFailed();
        var mail = await db.Mails.FirstOrDefaultAsync(m => m.Id == id, ct) ?? throw DomainException.NotFound("mail", request.Id);
        mail.Retry(to.Length > 0 ? to : null, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return mail.ToWire(bodies: true);
    }
}
