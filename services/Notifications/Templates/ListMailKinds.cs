using Microsoft.EntityFrameworkCore;
using Notifications.Rendering;
using ServiceDefaults;
using ServiceDefaults.Paging;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Templates;

/// <summary>The kinds are the product's, so a page is named by its offset.</summary>
internal sealed class ListMailKinds(NotificationsDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.ListMailKindsResponse> Handle(Wire.ListMailKindsRequest request, CancellationToken ct)
    {
        var (size, offset) = (PageToken.Size(request.PageSize), PageToken.Number(request.PageToken));
        List<string> page = [.. MailKinds.All.Skip(offset).Take(size)];
        var switches = await db.MailSwitches.AsNoTracking().Where(s => page.Contains(s.Kind)).ToDictionaryAsync(s => s.Kind, ct);
        var edited = await db.EditedLanguages(page, ct);
        return new Wire.ListMailKindsResponse
        {
            MailKinds = { page.Select(kind => (switches.GetValueOrDefault(kind) ?? MailSwitch.Create(kind, clock.GetUtcNow())).ToWire(edited[kind])) },
            NextPageToken = offset + size < MailKinds.All.Count ? $"{offset + size}" : "",
        };
    }
}
