using Contracts.Events;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Invoices;

/// <summary>Reads lines that will be billed, for previews.</summary>
internal static class FutureLines
{
    public const int Maximum = 100;

    private const int MaximumQuantity = 10_000;

    /// <param name="field">Path of the lines.</param>
    public static List<PeriodLine> Read(string field, IEnumerable<Wire.FutureLine> lines, string currency, FieldChecks checks) =>
        [.. lines.Select((line, i) => Read($"{field}[{i}]", line, currency, checks))];

    private static PeriodLine Read(string field, Wire.FutureLine line, string currency, FieldChecks checks)
    {
        checks.Range($"{field}.quantity", line.Quantity, 1, MaximumQuantity);
        var price = checks.Amount($"{field}.unit_price", line.UnitPrice);
        checks.Require(line.UnitPrice is null || line.UnitPrice.CurrencyCode == currency, $"{field}.unit_price.currency_code", "WRONG_CURRENCY", $"must be {currency}.");
        checks.Require(line.Amount is null || line.Amount.CurrencyCode == currency, $"{field}.amount.currency_code", "WRONG_CURRENCY", $"must be {currency}.");
        var prorated = line.Amount is null ? (decimal?)null : checks.Amount($"{field}.amount", line.Amount);
        return new PeriodLine(
            new Dictionary<string, string>(), line.Quantity, price, line.Recurring, prorated, "", null, checks.TaxCode($"{field}.tax_code", line.TaxCode));
    }
}
