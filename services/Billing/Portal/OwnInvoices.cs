using Billing.Invoices;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;

namespace Billing.Portal;

internal static class OwnInvoices
{
    /// <summary>A customer sees their own invoices, and drafts never.</summary>
    public static IQueryable<Invoice> OwnFinal(this IQueryable<Invoice> invoices, Caller caller)
    {
        var customer = caller.RequiredCustomerId;
        return invoices.Where(i => i.CustomerId == customer && i.State != InvoiceState.Draft);
    }

    /// <summary>One of them, to be changed.</summary>
    /// <exception cref="DomainException">INVALID_ARGUMENT at invoice_id; NOT_FOUND, also where it is another customer's.</exception>
    public static async Task<Invoice> RequireOwnFinal(this BillingDb db, Caller caller, string invoiceId, CancellationToken ct)
    {
        var id = FieldValidator.RequireId("invoice_id", invoiceId);
        return await db.Invoices.OwnFinal(caller).FirstOrDefaultAsync(i => i.Id == id, ct) ?? throw DomainException.NotFound("invoice", invoiceId);
    }
}
