using Contracts.Conversions;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;

namespace Subscriptions.Orders;

/// <summary>One thing on an order, as it was agreed.</summary>
public sealed class SubscriptionLine
{
    private SubscriptionLine()
    {
    }

    /// <summary>UUIDv7.</summary>
    public Guid Id { get; private init; }

    public Guid SubscriptionId { get; private init; }

    /// <summary>From 1; the order in which lines are shown and billed.</summary>
    public int Position { get; private init; }

    /// <summary>Null for the line of the plan itself.</summary>
    public Guid? ProductId { get; private init; }

    /// <summary>Text per language.</summary>
    public IReadOnlyDictionary<string, string> Description { get; private init; } = new Dictionary<string, string>();

    /// <summary>1 to 10,000.</summary>
    public int Quantity { get; private init; }

    /// <summary>In whole units of the order's currency, without tax.</summary>
    public decimal UnitPrice { get; private init; }

    /// <summary>Billed each period; otherwise once, with the first invoice.</summary>
    public bool Recurring { get; private init; }

    /// <summary>Of the tax rate that invoices add, as the plan or product had it; empty: none.</summary>
    public string TaxCode { get; private init; } = "";

    /// <summary>Rounded once, here (domain.md C5).</summary>
    public decimal Amount(string currency) => Currencies.Round(Quantity * UnitPrice, currency);

    internal static SubscriptionLine Create(Guid subscriptionId, int position, LineTerms terms) => new()
    {
        Id = Guid.CreateVersion7(),
        SubscriptionId = subscriptionId,
        Position = position,
        ProductId = terms.ProductId,
        Description = terms.Description,
        Quantity = terms.Quantity,
        UnitPrice = terms.UnitPrice,
        Recurring = terms.Recurring,
        TaxCode = terms.TaxCode,
    };

    internal PeriodLine ForEvents() => new(Description, Quantity, UnitPrice, Recurring, TaxCode);

    internal sealed class Mapping : IEntityTypeConfiguration<SubscriptionLine>
    {
        public void Configure(EntityTypeBuilder<SubscriptionLine> builder)
        {
            builder.ToTable("SubscriptionLines");
            builder.Property(l => l.Id).ValueGeneratedNever();
            builder.Property(l => l.Description).IsLocalizedText();
            builder.Property(l => l.TaxCode).HasMaxLength(TaxCodes.MaximumLength);
        }
    }
}

/// <summary>What a line is made from.</summary>
/// <param name="TaxCode">Of the tax rate that invoices add; empty: none.</param>
public sealed record LineTerms(
    Guid? ProductId, IReadOnlyDictionary<string, string> Description, int Quantity, decimal UnitPrice, bool Recurring, string TaxCode);
