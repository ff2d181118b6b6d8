using System.Globalization;
using Billing.AccountCredits;
using Billing.Invoices;

namespace Billing.Reconciliation;

/// <summary>What holds for every invoice at every moment; each rule that is broken says what it expected and what is there.</summary>
internal static class InvoiceRules
{
    /// <param name="creditNotes">Sum of the notes against it.</param>
    /// <param name="entries">Of the customer's account credit that name it.</param>
    public static IEnumerable<(string Rule, string Detail)> BrokenBy(
        Invoice invoice, decimal creditNotes, IReadOnlyList<(CreditReason Reason, decimal Amount)> entries)
    {
        var (lines, taxes) = (invoice.Lines.Sum(l => l.Amount), invoice.Taxes.Sum(t => t.Amount));
        if (lines + taxes != invoice.Total)
        {
            yield return ("INVOICE_TOTAL", Text($"The lines add up to {lines}, the taxes to {taxes}, not to {invoice.Total}."));
        }

        foreach (var broken in TaxRules.BrokenBy(invoice))
        {
            yield return broken;
        }

        foreach (var line in invoice.Lines.Where(l => l.Amount < 0 || l.Discount is { Amount: <= 0 } || (l.Discount is not null && !l.Recurring && invoice.Kind != InvoiceKind.Pass)))
        {
            yield return ("INVOICE_DISCOUNT", Text($"Line {line.Position} has {line.Amount} left of it after a discount of {line.Discount?.Amount ?? 0}."));
        }

        var reserved = invoice.Lines.Sum(l => l.Reserved);
        if (reserved > 0 != invoice.HasReservedCredit || invoice.Lines.Any(l => l.Reserved < 0 || l.Creditable < 0))
        {
            yield return ("INVOICE_RESERVED", Text($"Credits of {reserved} are reserved, beside {invoice.Lines.Sum(l => l.Credited)} that are given."));
        }

        var payments = invoice.Payments.Sum(p => p.Amount - p.AmountReversed);
        if (payments != invoice.AmountPaid || invoice.Payments.Any(p => p.AmountRefunded < 0 || p.AmountReversed < 0 || p.Refundable < 0))
        {
            yield return ("INVOICE_PAYMENTS", Text($"What stands of the payments adds up to {payments}, not to {invoice.AmountPaid}."));
        }

        var credited = invoice.Lines.Sum(l => l.Credited) + invoice.Taxes.Sum(t => t.Credited);
        if (creditNotes != invoice.AmountCredited || credited != invoice.AmountCredited)
        {
            yield return ("INVOICE_CREDITS", Text($"The credit notes add up to {creditNotes}, the lines and taxes to {credited}, not to {invoice.AmountCredited}."));
        }

        var used = -Sum(entries, CreditReason.Applied, CreditReason.InvoiceVoided);
        var surplus = Sum(entries, CreditReason.CreditNote, CreditReason.Overpaid, CreditReason.PaymentReversed);
        if (used != invoice.AccountCreditApplied || surplus != invoice.AmountToAccount)
        {
            yield return ("INVOICE_ACCOUNT",
                Text($"Its entries use {used} of the account credit and add {surplus} to it, not {invoice.AccountCreditApplied} and {invoice.AmountToAccount}."));
        }

        if (!StateFits(invoice))
        {
            yield return ("INVOICE_STATE", Text($"It is {invoice.State} with {invoice.AmountDue} due and the number {invoice.Number ?? "none"}."));
        }
    }

    private static bool StateFits(Invoice invoice) => invoice.State switch
    {
        InvoiceState.Draft => invoice.Number is null,
        InvoiceState.Open => invoice is { Number: not null, AmountDue: > 0 },
        InvoiceState.Paid => invoice is { Number: not null, AmountDue: 0 },
        InvoiceState.Void => invoice is { Number: not null, AmountPaid: 0 },
        InvoiceState.Uncollectible => invoice.Number is not null,
        _ => false,
    };

    private static decimal Sum(IEnumerable<(CreditReason Reason, decimal Amount)> entries, params CreditReason[] reasons) =>
        entries.Where(e => reasons.Contains(e.Reason)).Sum(e => e.Amount);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
