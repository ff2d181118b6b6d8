using Contracts.Conversions;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Plans.ClassTypes;
using ServiceDefaults.Data;
using ServiceDefaults.Errors;
using ServiceDefaults.Search;

namespace Plans.PassTemplates;

/// <summary>What passes are sold from; a pass keeps the terms that it was sold with.</summary>
public sealed class PassTemplate : SearchableEntity
{
    private PassTemplate()
    {
    }

    /// <summary>Text per language; English is there.</summary>
    public IReadOnlyDictionary<string, string> Name { get; private set; } = new Dictionary<string, string>();

    /// <summary>Text per language; may be empty.</summary>
    public IReadOnlyDictionary<string, string> Description { get; private set; } = new Dictionary<string, string>();

    /// <summary>Price, classes and validity may be set at the sale.</summary>
    public bool Freestyle { get; private set; }

    /// <summary>Of one pass, in whole units of the currency, without tax.</summary>
    public decimal Price { get; private set; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; private set; } = "";

    public PassTerms Terms { get; private set; } = null!;

    /// <summary>Null: good for every class.</summary>
    public Guid? ClassTypeId { get; private set; }

    /// <summary>Of <see cref="ClassTypeId"/>; loaded with the template wherever it is changed.</summary>
    public ClassType? ClassType { get; private set; }

    /// <summary>Customers may buy it in the portal.</summary>
    public bool SoldOnline { get; private set; }

    public bool Archived { get; private set; }

    /// <param name="classType">Of the values' class type; null where they have none.</param>
    public static PassTemplate Create(PassTemplateValues values, ClassType? classType, EventActor actor, DateTimeOffset now)
    {
        var template = new PassTemplate { Id = Guid.CreateVersion7(now), CreatedAt = now };
        template.Update(values, classType, actor, now);
        return template;
    }

    /// <param name="classType">Of the values' class type; null where they have none.</param>
    public void Update(PassTemplateValues values, ClassType? classType, EventActor actor, DateTimeOffset now)
    {
        Name = values.Name;
        Description = values.Description;
        FindBy(values.Name.Values);
        Freestyle = values.Freestyle;
        Price = values.Price;
        Currency = values.Currency;
        Terms = values.Terms;
        ClassTypeId = classType?.Id;
        ClassType = classType;
        SoldOnline = values.SoldOnline;
        Changed(actor, now);
    }

    public void Archive(EventActor actor, DateTimeOffset now)
    {
        if (Archived)
        {
            throw DomainException.FailedPrecondition("ALREADY_ARCHIVED", "The pass template is archived already.");
        }

        Archived = true;
        Changed(actor, now);
    }

    /// <summary>What can be edited, as it is now.</summary>
    public PassTemplateValues Values() => new(Name, Description, Freestyle, Price, Currency, Terms, ClassTypeId, SoldOnline);

    private void Changed(EventActor actor, DateTimeOffset now)
    {
        UpdatedAt = now;
        Raise(new PassTemplateChanged(
            Guid.CreateVersion7(), Id, actor, now, Name, Description, Freestyle, new EventMoney(Currency, Price), this.EventTerms(), SoldOnline, Archived));
    }

    internal sealed class Mapping : IEntityTypeConfiguration<PassTemplate>
    {
        public void Configure(EntityTypeBuilder<PassTemplate> builder)
        {
            builder.ToTable("PassTemplates");
            builder.Property(t => t.Name).IsLocalizedText();
            builder.Property(t => t.Description).IsLocalizedText();
            builder.Property(t => t.Currency).HasMaxLength(3);
            builder.HasOne(t => t.ClassType).WithMany().HasForeignKey(t => t.ClassTypeId).OnDelete(DeleteBehavior.Restrict);
            builder.HasIndex(t => new { t.CreatedAt, t.Id });
            builder.ComplexProperty(t => t.Terms, terms =>
            {
                terms.Property(t => t.ValidityUnit).HasConversion<string>().HasMaxLength(10);
                terms.Property(t => t.Start).HasConversion<string>().HasMaxLength(20);
                terms.Property(t => t.TaxCode).HasMaxLength(TaxCodes.MaximumLength);
            });
        }
    }
}

/// <summary>The editable part of a pass template.</summary>
public sealed record PassTemplateValues(
    IReadOnlyDictionary<string, string> Name,
    IReadOnlyDictionary<string, string> Description,
    bool Freestyle,
    decimal Price,
    string Currency,
    PassTerms Terms,
    Guid? ClassTypeId,
    bool SoldOnline);
