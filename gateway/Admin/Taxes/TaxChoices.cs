using Contracts.Billing.V1;
using Screens.Languages;

namespace Admin.Taxes;

/// <summary>The taxes that a price can be given, for forms.</summary>
static class TaxChoices
{
    /// <param name="current">Code that it has: offered also when it is retired, or Billing does not answer. Empty: none.</param>
    public static IEnumerable<(string Value, string Words)> Options(ListTaxRatesResponse? rates, string current, Locale locale)
    {
        var offered = rates?.TaxRates.OrderBy(rate => rate.Code, StringComparer.Ordinal)
            .Select(rate => (rate.Code, $"{locale.Text(rate.Name)} · {locale.TaxPercent(rate.RatePerMillion)}")).ToList() ?? [];
        return current.Length == 0 || offered.Any(choice => choice.Code == current) ? offered : offered.Append((current, current));
    }
}
