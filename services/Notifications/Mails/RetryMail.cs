using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Mails;

internal sealed class RetryMail(NotificationsDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.Mail> Handle(Wire.RetryMailRequest request, CancellationToken ct)
    {
        var id = FieldValidator.RequireId("id", request.Id);
        var validator = new FieldValidator();
        var to = validator.Email("to", request.To, required: false);
        validator.ThrowIfFailed();
        var mail = await db.Mails.FirstOrDefaultAsync(m => m.Id == id, ct) ?? throw DomainException.NotFound("mail", request.Id);
        mail.Retry(to.Length > 0 ? to : null, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return mail.ToWire(bodies: true);
    }
}
