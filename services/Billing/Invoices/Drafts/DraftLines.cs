using Billing.Taxes;
using Contracts.Events;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Invoices.Drafts;

/// <summary>Reads the lines of an invoice that is made by hand.</summary>
internal static class DraftLines
{
    private const int MaximumLines = 100;
    private const int MaximumQuantity = 10_000;
    private const int MaximumDescription = 200;

    /// <summary>Whatever is wrong with them is collected.</summary>
    public static List<PeriodLine> Read(IReadOnlyList<Wire.DraftLine> lines, FieldValidator validator)
    {
        validator.Require(lines.Count > 0, "lines", "REQUIRED", "is required.");
        validator.Require(lines.Count <= MaximumLines, "lines", "TOO_MANY", $"has {lines.Count} lines; at most {MaximumLines} are allowed.");
        List<PeriodLine> read = [.. lines.Select((line, i) => new PeriodLine(
            // What staff typed has no translations.
            new Dictionary<string, string> { ["en"] = validator.Text($"lines[{i}].description", line.Description, MaximumDescription) },
            validator.Range($"lines[{i}].quantity", line.Quantity, 1, MaximumQuantity),
            validator.Amount($"lines[{i}].unit_price", line.UnitPrice),
            Recurring: false,
            validator.TaxCode($"lines[{i}].tax_code", line.TaxCode)))];
        if (!validator.Failed)
        {
            validator.Total("lines", read.Sum(line => line.Quantity * line.UnitPrice));
        }

        return read;
    }

    /// <summary>New lines take no tax that is retired.</summary>
    /// <param name="kept">Codes that the draft has already.</param>
    public static void RequireTaxes(IReadOnlyList<PeriodLine> lines, TaxTable taxes, IEnumerable<string> kept)
    {
        var validator = new FieldValidator();
        foreach (var (code, i) in lines.Select((line, i) => (line.TaxCode, i)).Where(each => each.TaxCode.Length > 0 && !kept.Contains(each.TaxCode)))
        {
            var rate = taxes.Find(code);
            validator.Require(rate is not null, $"lines[{i}].tax_code", "UNKNOWN_TAX_CODE", "is the code of no tax rate.");
            validator.Require(rate is not { Retired: true }, $"lines[{i}].tax_code", "TAX_RATE_RETIRED", "is the code of a retired tax rate.");
        }

        validator.ThrowIfFailed();
    }

    /// <summary>All prices are in the currency of the invoice.</summary>
    public static void RequireCurrency(IReadOnlyList<Wire.DraftLine> lines, string currency)
    {
        var validator = new FieldValidator();
        foreach (var (line, i) in lines.Select((line, i) => (line, i)))
        {
            validator.Require(line.UnitPrice.CurrencyCode == currency, $"lines[{i}].unit_price.currency_code", "WRONG_CURRENCY", $"must be {currency}.");
        }

        validator.ThrowIfFailed();
    }
}
