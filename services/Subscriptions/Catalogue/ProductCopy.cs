using Contracts.Conversions;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;
using ServiceDefaults.Messaging;

namespace Subscriptions.Catalogue;

/// <summary>A product as Plans announced it last: a copy, as <see cref="PlanCopy"/> is.</summary>
public sealed class ProductCopy : Entity
{
    private ProductCopy()
    {
    }

    /// <summary>Text per language.</summary>
    public IReadOnlyDictionary<string, string> Name { get; private set; } = new Dictionary<string, string>();

    /// <summary>Billed each period; otherwise once, with the first invoice.</summary>
    public bool Recurring { get; private set; }

    /// <summary>Of one piece, in whole units of the currency, without tax.</summary>
    public decimal Price { get; private set; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; private set; } = "";

    /// <summary>Of the tax rate that invoices add; empty: none.</summary>
    public string TaxCode { get; private set; } = "";

    /// <summary>It is not offered on new quotations.</summary>
    public bool Archived { get; private set; }

    /// <summary>Counted by Plans: an event with one that is not higher changes nothing.</summary>
    public int Revision { get; private set; }

    internal static ProductCopy Create(ProductChanged e, DateTimeOffset now)
    {
        var product = new ProductCopy { Id = e.AggregateId, CreatedAt = now };
        product.Update(e, now);
        return product;
    }

    internal void Update(ProductChanged e, DateTimeOffset now)
    {
        if (e.Revision <= Revision)
        {
            return;
        }

        Name = e.Name;
        Recurring = e.Recurring;
        (Currency, Price) = e.Price;
        TaxCode = e.TaxCode;
        Archived = e.Archived;
        Revision = e.Revision;
        UpdatedAt = now;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<ProductCopy>
    {
        public void Configure(EntityTypeBuilder<ProductCopy> builder)
        {
            builder.ToTable("Products");
            builder.Property(p => p.Name).IsLocalizedText();
            builder.Property(p => p.Currency).HasMaxLength(3);
            builder.Property(p => p.TaxCode).HasMaxLength(TaxCodes.MaximumLength);
        }
    }
}

/// <summary>Keeps a copy of each product, as it was announced last.</summary>
internal sealed class CopyProduct(SubscriptionsDb db, TimeProvider clock) : IEventHandler<ProductChanged>
{
    public async Task Handle(ProductChanged e, CancellationToken ct)
    {
        if (await db.Products.FirstOrDefaultAsync(p => p.Id == e.AggregateId, ct) is { } known)
        {
            known.Update(e, clock.GetUtcNow());
        }
        else
        {
            db.Products.Add(ProductCopy.Create(e, clock.GetUtcNow()));
        }
    }
}
