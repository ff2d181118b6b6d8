using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;

namespace Notifications.Templates;

/// <summary>What the business has made of one kind of mail in one language. Never changed, never deleted: a change is a new version.</summary>
public sealed class MailTemplateVersion : Entity
{
    private MailTemplateVersion()
    {
    }

    public string Kind { get; private init; } = "";

    public string Language { get; private init; } = "";

    /// <summary>From 1, without gaps.</summary>
    public int Number { get; private init; }

    /// <summary>In the form that <see cref="Rendering.MailTemplate"/> reads.</summary>
    public string Source { get; private init; } = "";

    /// <summary>It was made by a reset: the source is the product's, as it was then.</summary>
    public bool BuiltIn { get; private init; }

    /// <summary>staff or application.</summary>
    public string ActorKind { get; private init; } = "";

    public string ActorId { get; private init; } = "";

    public string ActorName { get; private init; } = "";

    public EventActor Actor => new(ActorKind, ActorId, ActorName);

    public static MailTemplateVersion Create(string kind, string language, int number, string source, bool builtIn, EventActor actor, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CreatedAt = now,
        UpdatedAt = now,
        Kind = kind,
        Language = language,
        Number = number,
        Source = source,
        BuiltIn = builtIn,
        ActorKind = actor.Kind,
        ActorId = actor.Id,
        ActorName = actor.Name,
    };

    internal sealed class Mapping : IEntityTypeConfiguration<MailTemplateVersion>
    {
        public void Configure(EntityTypeBuilder<MailTemplateVersion> builder)
        {
            builder.ToTable("MailTemplateVersions");
            builder.Ignore(v => v.Actor);
            builder.Property(v => v.Kind).HasMaxLength(50);
            builder.Property(v => v.Language).HasMaxLength(10);
            builder.Property(v => v.ActorKind).HasMaxLength(20);
            builder.Property(v => v.ActorId).HasMaxLength(100);
            builder.Property(v => v.ActorName).HasMaxLength(200);
            // Two who change the same one at once: the second is refused.
            builder.HasIndex(v => new { v.Kind, v.Language, v.Number }).IsUnique();
        }
    }
}
