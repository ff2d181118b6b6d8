using Billing.Invoices;
using Contracts.Common.V1;
using Google.Protobuf.WellKnownTypes;
using Wire = Contracts.Billing.V1;

namespace Billing.AccountCredits;

internal static class CreditWire
{
    public static Wire.AccountCreditEntry ToWire(this CreditEntry entry, Audience audience) => new()
    {
        Id = entry.Id.ToString(),
        CustomerId = entry.CustomerId.ToString(),
        Reason = ToWire(entry.Reason),
        Amount = Money.From(entry.Amount, entry.Currency),
        BalanceAfter = Money.From(entry.BalanceAfter, entry.Currency),
        InvoiceId = entry.InvoiceId?.ToString() ?? "",
        InvoiceNumber = entry.InvoiceNumber,
        CreditNoteNumber = entry.CreditNoteNumber,
        Note = entry.Note,
        Actor = audience == Audience.Staff ? Actor.From(entry.Actor) : null,
        CreateTime = Timestamp.FromDateTimeOffset(entry.CreatedAt),
    };

    /// <summary>As events name it: credit_note.</summary>
    public static string EventName(CreditReason reason) => reason switch
    {
        CreditReason.CreditNote => "credit_note",
        CreditReason.Overpaid => "overpaid",
        CreditReason.Applied => "applied",
        CreditReason.InvoiceVoided => "invoice_voided",
        CreditReason.Refunded => "refunded",
        CreditReason.RefundFailed => "refund_failed",
        CreditReason.Given => "given",
        CreditReason.PaymentReversed => "payment_reversed",
        _ => "taken_back",
    };

    private static Wire.AccountCreditReason ToWire(CreditReason reason) => reason switch
    {
        CreditReason.CreditNote => Wire.AccountCreditReason.CreditNote,
        CreditReason.Overpaid => Wire.AccountCreditReason.Overpaid,
        CreditReason.Applied => Wire.AccountCreditReason.Applied,
        CreditReason.InvoiceVoided => Wire.AccountCreditReason.InvoiceVoided,
        CreditReason.Refunded => Wire.AccountCreditReason.Refunded,
        CreditReason.RefundFailed => Wire.AccountCreditReason.RefundFailed,
        CreditReason.Given => Wire.AccountCreditReason.Given,
        CreditReason.PaymentReversed => Wire.AccountCreditReason.PaymentReversed,
        _ => Wire.AccountCreditReason.TakenBack,
    };
}
