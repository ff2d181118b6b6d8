using Billing.Invoices;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Portal;

internal sealed class GetInvoice(BillingDb db) : IFeature
{
    public async Task<Wire.Invoice> Handle(Wire.GetPortalInvoiceRequest request, Caller caller, CancellationToken ct)
    {
        var id = FieldValidator.RequireId("id", request.Id);
        var details = await db.DetailsOf([id], ct);
        var invoice = await db.Invoices.AsNoTracking().OwnFinal(caller).FirstOrDefaultAsync(i => i.Id == id, ct);
        return invoice is null ? throw DomainException.NotFound("invoice", request.Id) : details.ToWire(invoice, Audience.Customer);
    }
}
