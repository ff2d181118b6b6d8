using Contracts.Events;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Drafts;

/// <summary>Reads the lines of an invoice that is made by hand.</summary>
internal static class DraftLines
{
    private const int MaximumLines = 100;
    private const int MaximumQuantity = 10_000;
    private const int MaximumDescription = 200;

    /// <summary>Whatever is wrong with them is collected.</summary>
    public static List<PeriodLine> Read(IReadOnlyList<Wire.DraftLine> lines, FieldChecks checks)
    {
        checks.Require(lines.Count > 0, "lines", "REQUIRED", "is required.");
        checks.Require(lines.Count <= MaximumLines, "lines", "TOO_MANY", $"has {lines.Count} lines; at most {MaximumLines} are allowed.");
        return [.. lines.Select((line, i) => new PeriodLine(
            // What somebody typed has no translations.
            new Dictionary<string, string> { ["en"] = checks.Text($"lines[{i}].description", line.Description, MaximumDescription) },
            checks.Range($"lines[{i}].quantity", line.Quantity, 1, MaximumQuantity),
            checks.Amount($"lines[{i}].unit_price", line.UnitPrice),
            Recurring: false))];
    }

    /// <summary>All prices are in the currency of the invoice.</summary>
    public static void RequireCurrency(IReadOnlyList<Wire.DraftLine> lines, string currency)
    {
        var checks = new FieldChecks();
        foreach (var (line, i) in lines.Select((line, i) => (line, i)))
        {
            checks.Require(line.UnitPrice.CurrencyCode == currency, $"lines[{i}].unit_price.currency_code", "WRONG_CURRENCY", $"must be {currency}.");
        }

        checks.ThrowIfFailed();
    }
}
