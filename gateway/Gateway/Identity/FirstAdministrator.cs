using Gateway.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ServiceDefaults.Errors;

namespace Gateway.Identity;

/// <summary>The member of staff who is there before anyone could be invited.</summary>
public interface IFirstAdministrator
{
    /// <summary>Creates the person of Gateway:Identity:FirstAdministratorEmail when there is no member of staff yet.</summary>
    Task EnsureAsync(CancellationToken ct);

    /// <summary>An absolute sign-in link for the first administrator: single use, good for 15 minutes by default.</summary>
    Task<Uri> CreateLinkAsync(CancellationToken ct);
}

internal sealed class FirstAdministrator(GatewayDb db, SignInLinks links, IOptions<IdentityOptions> options) : IFirstAdministrator
{
    public async Task EnsureAsync(CancellationToken ct)
    {
        if (await db.StaffMembers.AnyAsync(ct))
        {
            return;
        }

        db.StaffMembers.Add(new StaffMember
        {
            Id = Guid.CreateVersion7(),
            Email = MailAddressText.Key(options.Value.FirstAdministratorEmail),
            Name = options.Value.FirstAdministratorName,
            Language = "en",
        });
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // Another replica started at the same moment and was first.
            db.ChangeTracker.Clear();
            if (!await db.StaffMembers.AnyAsync(ct))
            {
                throw;
            }
        }
    }

    public async Task<Uri> CreateLinkAsync(CancellationToken ct)
    {
        await EnsureAsync(ct);
        var first = await db.StaffMembers.AsNoTracking().OrderBy(member => member.Id).FirstAsync(ct);
        var (link, _) = await links.CreateAsync(new LinkHolder(LinkPurpose.Staff, first.Id.ToString(), first.Name, first.Language, first.Email), ct);
        return link;
    }
}
