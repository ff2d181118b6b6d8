using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Paging;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Templates;

/// <summary>A page is named by the last number before it.</summary>
internal sealed class ListMailTemplateVersions(NotificationsDb db) : IFeature
{
    public async Task<Wire.ListMailTemplateVersionsResponse> Handle(Wire.ListMailTemplateVersionsRequest request, CancellationToken ct)
    {
        MailTemplateStore.RequireTemplate(request.Kind, request.Language);
        var size = PageToken.Size(request.PageSize);
        var before = PageToken.Number(request.PageToken) is > 0 and var last ? last : int.MaxValue;
        var versions = await db.TemplateVersions.Of(request.Kind, request.Language).Where(v => v.Number < before)
            .OrderByDescending(v => v.Number).Take(size + 1).ToListAsync(ct);
        return new Wire.ListMailTemplateVersionsResponse
        {
            MailTemplates = { versions.Take(size).Select(v => v.ToWire(whole: false)) },
            NextPageToken = versions.Count > size ? $"{versions[size - 1].Number}" : "",
        };
    }
}
