using Billing.Invoices;
using ServiceDefaults.Access;

namespace Billing.Portal;

internal static class OwnInvoices
{
    /// <summary>A customer sees their own invoices, and drafts never.</summary>
    public static IQueryable<Invoice> OwnFinal(this IQueryable<Invoice> invoices, Caller caller)
    {
        var customer = caller.RequiredCustomerId;
        return invoices.Where(i => i.CustomerId == customer && i.State != InvoiceState.Draft);
    }
}
