using Contracts.Billing.V1;
using Contracts.Common.V1;
using Screens.Formatting;
using Screens.Languages;
using Screens.Pages;

namespace Admin.Invoices;

/// <summary>Turns the forms that take payments back, and restore them, into requests; and says what came of them.</summary>
static class ReversalRequests
{
    /// <returns>The field that is wrong and the key of the words that say why; null when all is well.</returns>
    public static (string Field, string Key)? Read(Posted posted, Invoice invoice, Payment payment, out ReversePaymentRequest request)
    {
        request = new ReversePaymentRequest
        {
            InvoiceId = invoice.Id,
            PaymentId = payment.Id,
            Kind = Enum.TryParse<PaymentReversalKind>(posted["kind"], out var kind) ? kind : PaymentReversalKind.Unspecified,
            Reference = posted["reference"],
            Reason = posted["reason"],
            Etag = posted["etag"],
            RequestId = posted["request_id"],
        };
        if (!MoneyText.TryParse(posted["amount"], invoice.Total.CurrencyCode, out var amount))
        {
            return ("amount", "Field_NOT_AN_AMOUNT");
        }

        request.Amount = amount;
        if (posted["date"].Length > 0)
        {
            if (!DateText.TryParse(posted["date"], out var date))
            {
                return ("date", "Field_NOT_A_DATE");
            }

            request.Date = Date.From(date);
        }

        return null;
    }

    /// <returns>The field that is wrong and the key of the words that say why; null when all is well.</returns>
    public static (string Field, string Key)? Read(Posted posted, Invoice invoice, PaymentReversal reversal, out RestorePaymentRequest request)
    {
        request = new RestorePaymentRequest
        {
            InvoiceId = invoice.Id,
            ReversalId = reversal.Id,
            Reason = posted["reason"],
            Etag = posted["etag"],
            RequestId = posted["request_id"],
        };
        if (!MoneyText.TryParse(posted["amount"], invoice.Total.CurrencyCode, out var amount))
        {
            return ("amount", "Field_NOT_AN_AMOUNT");
        }

        request.Amount = amount;
        return null;
    }

    /// <summary>What is due now, what asks the customer for it, and how it is undone.</summary>
    /// <returns>Empty where the invoice is not known, or nothing was taken back.</returns>
    public static string SayReversed(Invoice? invoice, Locale locale)
    {
        if (invoice?.Reversals.LastOrDefault() is not { } last)
        {
            return "";
        }

        var due = locale.Format("Payment_ReversedDue", locale.Money(invoice.AmountDue), invoice.Number);
        return invoice.State switch
        {
            InvoiceState.Paid => locale["Payment_ReversedCredit"],
            InvoiceState.Uncollectible => $"{due} {locale["Payment_ReversedUncollectible"]}",
            _ when last.Kind == PaymentReversalKind.RegisteredByMistake => $"{due} {locale["Payment_ReversedMistake"]}",
            _ => $"{due} {locale["Payment_ReversedCase"]}",
        };
    }

    /// <returns>Empty where the invoice is not known.</returns>
    public static string SayRestored(Invoice? invoice, Locale locale) => invoice switch
    {
        { State: InvoiceState.Paid } => locale.Format("Payment_RestoredPaid", invoice.Number),
        { } => locale.Format("Payment_RestoredLeft", locale.Money(invoice.AmountDue), invoice.Number),
        null => "",
    };
}
