using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;

namespace Subscriptions.Passes;

/// <summary>A pass template as Plans announced it last: a copy, so that a sale asks no other service inside its transaction.</summary>
public sealed class PassTemplate : Entity
{
    private PassTemplate()
    {
    }

    /// <summary>Text per language.</summary>
    public IReadOnlyDictionary<string, string> Name { get; private set; } = new Dictionary<string, string>();

    /// <summary>Text per language; may be empty.</summary>
    public IReadOnlyDictionary<string, string> Description { get; private set; } = new Dictionary<string, string>();

    public bool Freestyle { get; private set; }

    /// <summary>In whole units, without tax.</summary>
    public decimal Price { get; private set; }

    public string Currency { get; private set; } = "";

    public PassTerms Terms { get; private set; } = null!;

    /// <summary>Text per language; empty where its passes are good for every class.</summary>
    public IReadOnlyDictionary<string, string> ClassTypeName { get; private set; } = new Dictionary<string, string>();

    public bool SoldOnline { get; private set; }

    public bool Archived { get; private set; }

    /// <summary>When it became as it is here; what was announced before changes nothing.</summary>
    public DateTimeOffset AnnouncedAt { get; private set; }

    internal static PassTemplate Create(PassTemplateChanged e, DateTimeOffset now)
    {
        var template = new PassTemplate { Id = e.AggregateId, CreatedAt = now };
        template.Update(e, now);
        return template;
    }

    internal void Update(PassTemplateChanged e, DateTimeOffset now)
    {
        Name = e.Name;
        Description = e.Description;
        Freestyle = e.Freestyle;
        (Currency, Price) = e.Price;
        Terms = PassTerms.From(e.Terms);
        ClassTypeName = e.Terms.ClassType?.Name ?? new Dictionary<string, string>();
        SoldOnline = e.SoldOnline;
        Archived = e.Archived;
        AnnouncedAt = e.OccurredAt;
        UpdatedAt = now;
    }

    internal void RenameClassType(IReadOnlyDictionary<string, string> name, DateTimeOffset now) => (ClassTypeName, UpdatedAt) = (name, now);

    internal sealed class Mapping : IEntityTypeConfiguration<PassTemplate>
    {
        public void Configure(EntityTypeBuilder<PassTemplate> builder)
        {
            builder.ToTable("PassTemplates");
            builder.Property(t => t.Name).IsLocalizedText();
            builder.Property(t => t.Description).IsLocalizedText();
            builder.Property(t => t.Currency).HasMaxLength(3);
            builder.Property(t => t.ClassTypeName).IsLocalizedText();
            builder.ComplexProperty(t => t.Terms, PassTermsMapping.Map);
            builder.HasIndex(t => new { t.CreatedAt, t.Id });
        }
    }
}
