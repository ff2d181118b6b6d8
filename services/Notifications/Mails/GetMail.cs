using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Mails;

internal sealed class GetMail(NotificationsDb db) : IFeature
{
    public async Task<Wire.Mail> Handle(Wire.GetMailRequest request, CancellationToken ct)
    {
        var id = FieldValidator.RequireId("id", request.Id);
        var mail = await db.Mails.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id, ct);
        return mail?.ToWire(bodies: true) ?? throw DomainException.NotFound("mail", request.Id);
    }
}
