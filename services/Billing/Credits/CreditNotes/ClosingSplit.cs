using Billing.Credits.Refunds;
using Billing.Invoices;

namespace Billing.Credits.CreditNotes;

/// <summary>Settlement of what a close credits of one invoice; the three parts add up to it.</summary>
/// <param name="Refund">Back to cards.</param>
/// <param name="NoLongerDue">Was not paid.</param>
internal sealed record ClosingSplit(decimal Refund, decimal AccountCredit, decimal NoLongerDue)
{
    public decimal Total => Refund + AccountCredit + NoLongerDue;

    /// <summary>Credits this very object, as the close would: it must not be saved.</summary>
    public static ClosingSplit Of(Invoice invoice, IReadOnlyList<CreditNoteLine> lines, bool refunds, DateTimeOffset now)
    {
        var total = invoice.WithTaxes(lines);
        invoice.Credit(lines.Select(l => (l.Position, l.Amount)), now);
        var surplus = invoice.ReleaseSurplus(now);
        var refund = refunds ? ClosingRefund.Of(invoice, surplus).Sum(share => share.Amount) : 0;
        return new ClosingSplit(refund, surplus - refund, total - surplus);
    }
}
