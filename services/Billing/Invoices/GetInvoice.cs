using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Invoices;

internal sealed class GetInvoice(BillingDb db) : IFeature
{
    public async Task<Wire.Invoice> Handle(Wire.GetInvoiceRequest request, CancellationToken ct)
    {
        var id = FieldValidator.RequireId("id", request.Id);
        var details = await db.DetailsOf([id], ct);
        var invoice = await db.Invoices.AsNoTracking().FirstOrDefaultAsync(i => i.Id == id, ct);
        return invoice is null ? throw DomainException.NotFound("invoice", request.Id) : details.ToWire(invoice, Audience.Staff);
    }
}
