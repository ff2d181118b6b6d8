using Microsoft.EntityFrameworkCore;
using Notifications.Rendering;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Templates;

/// <summary>How kinds of mails are found and shown.</summary>
internal static class MailKindStore
{
    /// <summary>Of each kind, the languages in which the newest version is the business's own.</summary>
    public static async Task<ILookup<string, string>> EditedLanguages(this NotificationsDb db, List<string> kinds, CancellationToken ct)
    {
        var edited = await db.TemplateVersions.AsNoTracking()
            .Where(v => kinds.Contains(v.Kind) && !v.BuiltIn
                && !db.TemplateVersions.Any(o => o.Kind == v.Kind && o.Language == v.Language && o.Number > v.Number))
            .Select(v => new { v.Kind, v.Language })
            .ToListAsync(ct);
        return edited.ToLookup(v => v.Kind, v => v.Language, StringComparer.Ordinal);
    }

    public static Wire.MailKind ToWire(this MailSwitch of, IEnumerable<string> editedLanguages) => new()
    {
        Kind = of.Kind,
        Enabled = of.Enabled,
        AlwaysEnabled = MailKinds.IsAlwaysEnabled(of.Kind),
        EditedLanguages = { editedLanguages.Order(StringComparer.Ordinal) },
        Etag = of.Etag,
    };
}
