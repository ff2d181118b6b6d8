using Billing.Taxes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;
using ServiceDefaults.Errors;

namespace Billing.Invoices;

/// <summary>The taxes of an invoice. Those of the issue date are put on it when it becomes final; a draft shows those of today.</summary>
public sealed partial class Invoice
{
    private readonly List<InvoiceTax> _taxes = [];

    /// <summary>One for each rate that lines have; none where the customer is exempt.</summary>
    public IReadOnlyList<InvoiceTax> Taxes => _taxes;

    /// <summary>Why it bears no tax although its lines have a tax code; empty otherwise.</summary>
    public string TaxExemptReason { get; private set; } = "";

    /// <summary>The exempt customer's tax number; may be empty.</summary>
    public string TaxExemptNumber { get; private set; } = "";

    /// <summary>Sum of the lines, without tax.</summary>
    internal decimal Net => _lines.Sum(l => l.Amount);

    /// <summary>Taxes it by the percentages of a day; its total follows.</summary>
    /// <param name="day">The issue date; of a draft, today where the business is.</param>
    /// <exception cref="DomainException">INVOICE_NOT_DRAFT, UNKNOWN_TAX_CODE.</exception>
    internal void Tax(TaxTable table, DateOnly day)
    {
        RequireDraft();
        var exemption = _lines.Any(l => l.TaxCode.Length > 0) ? table.ExemptionOf(CustomerId) : null;
        _taxes.Clear();
        if (exemption is null)
        {
            _taxes.AddRange(_lines.Where(l => l.TaxCode.Length > 0).GroupBy(l => l.TaxCode).OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => InvoiceTax.Of(table.Require(g.Key), day, g.Sum(l => l.Amount), Currency)));
        }

        TaxExemptReason = exemption?.Reason ?? "";
        TaxExemptNumber = exemption?.TaxNumber ?? "";
        Total = Net + _taxes.Sum(t => t.Amount);
    }

    /// <summary>The taxes that go back with parts of lines. Only computes.</summary>
    /// <param name="amounts">Position of the line and what is taken back of it.</param>
    internal IReadOnlyList<CreditNoteTax> TaxesOf(IEnumerable<(int Position, decimal Amount)> amounts)
    {
        var parts = amounts.GroupBy(a => _lines.Single(l => l.Position == a.Position).TaxCode).ToDictionary(g => g.Key, g => g.Sum(a => a.Amount), StringComparer.Ordinal);
        return
        [
            .. _taxes.Where(t => parts.ContainsKey(t.Code)).OrderBy(t => t.Code, StringComparer.Ordinal).Select(t => new CreditNoteTax
            {
                Code = t.Code,
                Name = t.Name,
                Percent = t.Percent,
                Base = parts[t.Code],
                Amount = t.CreditOf(parts[t.Code], Currency),
            }),
        ];
    }

    /// <summary>What parts of lines come to with their taxes.</summary>
    internal decimal WithTaxes(IReadOnlyList<CreditNoteLine> lines) =>
        lines.Sum(l => l.Amount) + TaxesOf(lines.Select(l => (l.Position, l.Amount))).Sum(t => t.Amount);

    private IReadOnlyList<CreditNoteTax> CreditTaxes(IReadOnlyList<(int Position, decimal Amount)> amounts)
    {
        var credited = TaxesOf(amounts);
        foreach (var tax in credited)
        {
            _taxes.Single(t => t.Code == tax.Code).Credit(tax.Base, tax.Amount);
            AmountCredited += tax.Amount;
        }

        return credited;
    }

    private static void MapTaxes(EntityTypeBuilder<Invoice> builder)
    {
        builder.Property(i => i.TaxExemptReason).HasMaxLength(TaxExemption.MaximumReason);
        builder.Property(i => i.TaxExemptNumber).HasMaxLength(TaxExemption.MaximumNumber);
        builder.OwnsMany(i => i.Taxes, taxes =>
        {
            taxes.ToTable("InvoiceTaxes");
            taxes.WithOwner().HasForeignKey("InvoiceId");
            taxes.HasKey("InvoiceId", nameof(InvoiceTax.Code));
            taxes.Property(t => t.Code).HasMaxLength(TaxRate.MaximumCode).ValueGeneratedNever();
            taxes.Property(t => t.Name).IsLocalizedText();
        });
    }
}
