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
        var page = await db.TemplateVersions.Of(request.Kind, request.Language).Where(v => v.Number < before)
            .OrderByDescending(v => v.Number).TakePage(size, v => $"{v.Number}", ct);
        return new Wire.ListMailTemplateVersionsResponse
        {
            MailTemplates = { page.Items.Select(v => v.ToWire(whole: false)) },
            NextPageToken = page.NextPageToken,
        };
    }
}
