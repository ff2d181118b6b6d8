using Contracts.Conversions;
using Microsoft.EntityFrameworkCore;
using Notifications.Rendering;
using ServiceDefaults;
using ServiceDefaults.Errors;
using ServiceDefaults.Paging;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Templates;

/// <summary>There are as many as kinds times languages, so a page is named by its offset.</summary>
internal sealed class ListMailTemplates(NotificationsDb db) : IFeature
{
    public async Task<Wire.ListMailTemplatesResponse> Handle(Wire.ListMailTemplatesRequest request, CancellationToken ct)
    {
        var (size, offset) = (PageToken.Size(request.PageSize), PageToken.Number(request.PageToken));
        var validator = new FieldValidator();
        validator.Require(request.Kind.Length == 0 || MailKinds.Exists(request.Kind), "kind", "UNKNOWN_KIND", "is not a kind of mail.");
        if (request.Language.Length > 0)
        {
            validator.Language("language", request.Language);
        }

        validator.ThrowIfFailed();
        List<(string Kind, string Language)> keys = [.. MailKinds.All.Where(kind => request.Kind.Length == 0 || kind == request.Kind)
            .SelectMany(kind => Languages.All.Where(l => request.Language.Length == 0 || l == request.Language).Order(StringComparer.Ordinal), (kind, l) => (kind, l))];
        var page = keys.Skip(offset).Take(size).ToList();
        var kinds = page.Select(key => key.Kind).Distinct().ToList();
        // One for each kind and language: a number that no other of its kind and language exceeds.
        var newest = await db.TemplateVersions.AsNoTracking()
            .Where(v => kinds.Contains(v.Kind) && !db.TemplateVersions.Any(o => o.Kind == v.Kind && o.Language == v.Language && o.Number > v.Number))
            .ToDictionaryAsync(v => (v.Kind, v.Language), ct);
        return new Wire.ListMailTemplatesResponse
        {
            MailTemplates =
            {
                page.Select(key => newest.TryGetValue(key, out var version)
                    ? version.ToWire(whole: false)
                    : MailTemplateStore.BuiltIn(key.Kind, key.Language, whole: false)),
            },
            NextPageToken = offset + size < keys.Count ? $"{offset + size}" : "",
        };
    }
}
