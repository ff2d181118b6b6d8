using Contracts.Conversions;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;
using ServiceDefaults.Errors;
using ServiceDefaults.Search;

namespace Plans.Products;

/// <summary>Something sold beside a plan on the same order.</summary>
public sealed class Product : SearchableEntity
{
    private Product()
    {
    }

    /// <summary>Text per language; English is there.</summary>
    public IReadOnlyDictionary<string, string> Name { get; private set; } = new Dictionary<string, string>();

    /// <summary>Text per language; may be empty.</summary>
    public IReadOnlyDictionary<string, string> Description { get; private set; } = new Dictionary<string, string>();

    /// <summary>Billed each period; otherwise once, with the first invoice.</summary>
    public bool Recurring { get; private set; }

    /// <summary>Of one piece, in whole units of the currency, without tax.</summary>
    public decimal Price { get; private set; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; private set; } = "";

    /// <summary>Of the tax rate that invoices add; empty: none.</summary>
    public string TaxCode { get; private set; } = "";

    public bool Archived { get; private set; }

    /// <summary>Counts its changes, from 1: whoever keeps a copy knows by it which of two events is newer.</summary>
    public int Revision { get; private set; }

    public static Product Create(ProductTerms terms, EventActor actor, DateTimeOffset now)
    {
        var product = new Product { Id = Guid.CreateVersion7(now), CreatedAt = now };
        product.Update(terms, actor, now);
        return product;
    }

    public void Update(ProductTerms terms, EventActor actor, DateTimeOffset now)
    {
        Name = terms.Name;
        Description = terms.Description;
        FindBy(terms.Name.Values);
        Recurring = terms.Recurring;
        Price = terms.Price;
        Currency = terms.Currency;
        TaxCode = terms.TaxCode;
        Changed(actor, now);
    }

    public void Archive(EventActor actor, DateTimeOffset now)
    {
        if (Archived)
        {
            throw DomainException.FailedPrecondition("ALREADY_ARCHIVED", "The product is archived already.");
        }

        Archived = true;
        Changed(actor, now);
    }

    /// <summary>What can be edited, as it is now.</summary>
    public ProductTerms Terms() => new(Name, Description, Recurring, Price, Currency, TaxCode);

    private void Changed(EventActor actor, DateTimeOffset now)
    {
        UpdatedAt = now;
        Revision++;
        Raise(new ProductChanged(
            Guid.CreateVersion7(), Id, actor, now, Revision, Name, Recurring, new EventMoney(Currency, Price), TaxCode, Archived));
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Product>
    {
        public void Configure(EntityTypeBuilder<Product> builder)
        {
            builder.ToTable("Products");
            builder.Property(p => p.Name).IsLocalizedText();
            builder.Property(p => p.Description).IsLocalizedText();
            builder.Property(p => p.Currency).HasMaxLength(3);
            builder.Property(p => p.TaxCode).HasMaxLength(TaxCodes.MaximumLength);
            builder.HasIndex(p => new { p.CreatedAt, p.Id });
        }
    }
}

/// <summary>The editable part of a product.</summary>
public sealed record ProductTerms(
    IReadOnlyDictionary<string, string> Name,
    IReadOnlyDictionary<string, string> Description,
    bool Recurring,
    decimal Price,
    string Currency,
    string TaxCode);
