using Contracts.Billing.V1;
using Contracts.Common.V1;
using Screens.Formatting;
using Screens.Languages;
using Screens.Pages;

namespace Admin.Invoices;

/// <summary>Turns the payment form into a request.</summary>
static class PaymentRequests
{
    /// <returns>The field that is wrong and the key of the words that say why; null when all is well.</returns>
    public static (string Field, string Key)? Read(Posted posted, Invoice invoice, out RegisterPaymentRequest request)
    {
        request = new RegisterPaymentRequest
        {
            InvoiceId = invoice.Id,
            Method = Enum.TryParse<PaymentMethod>(posted["method"], out var method) ? method : PaymentMethod.Unspecified,
            Reference = posted["reference"],
            Etag = posted["etag"],
            RequestId = posted["request_id"],
        };

        if (!MoneyText.TryParse(posted["amount"], invoice.Total.CurrencyCode, out var amount))
        {
            return ("amount", "Field_NOT_AN_AMOUNT");
        }

        request.Amount = amount;
        if (posted["received_date"].Length > 0)
        {
            if (!DateText.TryParse(posted["received_date"], out var date))
            {
                return ("received_date", "Field_NOT_A_DATE");
            }

            request.ReceivedDate = Date.From(date);
        }

        return null;
    }

    /// <summary>What the invoice's payment has changed, and how it is taken back.</summary>
    /// <returns>Empty where the invoice is not known.</returns>
    public static string SayRegistered(Invoice? invoice, Locale locale) => invoice switch
    {
        { State: InvoiceState.Paid } => $"{locale.Format("Payment_Paid", invoice.Number)} {locale["Payment_RefundUndoes"]}",
        { } => $"{locale.Format("Payment_LeftToPay", locale.Money(invoice.AmountDue), invoice.Number)} {locale["Payment_RefundUndoes"]}",
        null => "",
    };
}
