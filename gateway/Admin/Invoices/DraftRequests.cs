using Contracts.Billing.V1;
using Screens.Formatting;
using Screens.Pages;

namespace Admin.Invoices;

/// <summary>Reads the lines of the form for an invoice by hand.</summary>
static class DraftRequests
{
    /// <summary>Rows that are offered empty beside the ones that there are.</summary>
    public const int SpareRows = 3;

    public const int MaximumRows = 100;

    /// <param name="places">The row of each line, since empty rows are left out.</param>
    /// <returns>The field that is wrong and the key of the words that say why; null when all is well.</returns>
    public static (string Field, string Key)? Read(Posted posted, string currency, out List<DraftLine> lines, out List<int> places)
    {
        lines = [];
        places = [];
        for (var row = 0; row < Math.Min(posted.Number("rows", SpareRows), MaximumRows); row++)
        {
            if (posted[$"description_{row}"].Length == 0 && posted[$"price_{row}"].Length == 0)
            {
                continue;
            }

            if (!MoneyText.TryParse(posted[$"price_{row}"], currency, out var price))
            {
                return ($"price_{row}", "Field_NOT_AN_AMOUNT");
            }

            lines.Add(new DraftLine
            {
                Description = posted[$"description_{row}"], Quantity = posted.Number($"quantity_{row}", 0), UnitPrice = price, TaxCode = posted[$"tax_code_{row}"],
            });
            places.Add(row);
        }

        return null;
    }
}
