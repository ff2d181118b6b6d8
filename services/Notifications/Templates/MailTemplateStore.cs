using Contracts.Common.V1;
using Contracts.Conversions;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using Notifications.Rendering;
using ServiceDefaults.Errors;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Templates;

/// <summary>How templates are found and shown.</summary>
internal static class MailTemplateStore
{
    /// <exception cref="DomainException">NOT_FOUND.</exception>
    public static void RequireTemplate(string kind, string language)
    {
        if (!MailKinds.Exists(kind) || !Languages.IsKnown(language))
        {
            throw DomainException.NotFound("mail template", $"{kind}/{language}");
        }
    }

    public static IQueryable<MailTemplateVersion> Of(this DbSet<MailTemplateVersion> versions, string kind, string language) =>
        versions.AsNoTracking().Where(v => v.Kind == kind && v.Language == language);

    /// <summary>Null where only the built-in one exists.</summary>
    public static Task<MailTemplateVersion?> Newest(this NotificationsDb db, string kind, string language, CancellationToken ct) =>
        db.TemplateVersions.Of(kind, language).OrderByDescending(v => v.Number).FirstOrDefaultAsync(ct);

    /// <param name="newest">Null where only the built-in one exists.</param>
    /// <exception cref="DomainException">ABORTED: the reader saw another version.</exception>
    public static void RequireEtag(MailTemplateVersion? newest, string etag)
    {
        if (etag.Length > 0 && etag != Etag(newest))
        {
            throw DomainException.EtagMismatch();
        }
    }

    public static Wire.MailTemplate ToWire(this MailTemplateVersion version, bool whole) =>
        ToWire(version.Kind, version.Language, version, whole ? version.Source : null);

    public static Wire.MailTemplate BuiltIn(string kind, string language, bool whole) =>
        ToWire(kind, language, null, whole ? MailTemplates.BuiltIn(kind, language) : null);

    private static Wire.MailTemplate ToWire(string kind, string language, MailTemplateVersion? version, string? source)
    {
        var template = new Wire.MailTemplate
        {
            Kind = kind,
            Language = language,
            Version = version?.Number ?? 0,
            BuiltIn = version?.BuiltIn ?? true,
            Actor = version is null ? null : Actor.From(version.Actor),
            CreateTime = version is null ? null : Timestamp.FromDateTimeOffset(version.CreatedAt),
            Etag = Etag(version),
        };
        if (source is not null)
        {
            template.Source = source;
            template.Fields.Add(MailKinds.FieldsOf(kind).Select(field =>
                new Wire.MailTemplateField { Name = field.Name, Required = field.Required, Link = field.IsLink, Secret = field.IsSecret }));
        }

        return template;
    }

    private static string Etag(MailTemplateVersion? version) => $"v{version?.Number ?? 0}";
}
