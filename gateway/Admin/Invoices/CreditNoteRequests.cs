using Contracts.Billing.V1;
using Screens.Formatting;
using Screens.Pages;

namespace Admin.Invoices;

/// <summary>Turns the credit note's form into a request.</summary>
static class CreditNoteRequests
{
    /// <summary>The field beside a line of the invoice.</summary>
    public static string Field(InvoiceLine line) => $"line_{line.Position}";

    /// <param name="lines">Those that the form offers; the ones left empty are not credited.</param>
    /// <returns>The field that is wrong and the key of the words that say why; null when all is well.</returns>
    public static (string Field, string Key)? Read(Posted posted, Invoice invoice, IReadOnlyList<InvoiceLine> lines, out CreateCreditNoteRequest request)
    {
        request = new CreateCreditNoteRequest
        {
            InvoiceId = invoice.Id,
            Reason = posted["reason"],
            Settlement = posted["settlement"] == nameof(CreditSettlement.Refund) ? CreditSettlement.Refund : CreditSettlement.AccountCredit,
            Etag = posted["etag"],
            RequestId = posted["request_id"],
        };
        foreach (var line in lines.Where(line => posted[Field(line)].Length > 0))
        {
            if (!MoneyText.TryParse(posted[Field(line)], invoice.Total.CurrencyCode, out var amount))
            {
                return (Field(line), "Field_NOT_AN_AMOUNT");
            }

            request.Lines.Add(new CreditedLine { Position = line.Position, Amount = amount });
        }

        return null;
    }
}
