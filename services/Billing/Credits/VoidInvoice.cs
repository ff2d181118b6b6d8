using Billing.AccountCredits;
using Billing.Invoices;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Credits;

internal sealed class VoidInvoice(BillingDb db, CustomerBalances balances, TimeProvider clock) : IFeature
{
    /// <summary>Most characters of a reason.</summary>
    public const int MaximumReason = 200;

    public async Task<Wire.Invoice> Handle(Wire.VoidInvoiceRequest request, Caller caller, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var id = validator.Id("invoice_id", request.InvoiceId);
        var reason = validator.Text("reason", request.Reason, MaximumReason);
        validator.ThrowIfFailed();

        var invoice = await db.Invoices.FirstOrDefaultAsync(i => i.Id == id, ct) ?? throw DomainException.NotFound("invoice", request.InvoiceId);
        invoice.RequireEtag(request.Etag);
        var returned = invoice.Void(reason, caller.Actor, clock.GetUtcNow());
        if (returned > 0)
        {
            await balances.Enter(new CreditChange(CreditReason.InvoiceVoided, returned, caller.Actor) { Invoice = invoice, Note = reason }, invoice, ct);
        }

        await db.SaveChangesAsync(ct);
        return await db.View(invoice, Audience.Staff, ct);
    }
}
