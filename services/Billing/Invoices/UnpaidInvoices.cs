namespace Billing.Invoices;

internal static class UnpaidInvoices
{
    /// <summary>Those that are open with something due, oldest first.</summary>
    public static IEnumerable<Invoice> Unpaid(this IEnumerable<Invoice> invoices) =>
        invoices.Where(i => i is { State: InvoiceState.Open, AmountDue: > 0 }).OrderBy(i => i.CreatedAt);
}
