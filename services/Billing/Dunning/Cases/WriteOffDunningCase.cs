using Billing.Credits;
using Billing.Invoices;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Dunning.Cases;

internal sealed class WriteOffDunningCase(BillingDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.DunningCase> Handle(Wire.WriteOffDunningCaseRequest request, Caller caller, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var reason = validator.Text("reason", request.Reason, VoidInvoice.MaximumReason);
        validator.ThrowIfFailed();
        var now = clock.GetUtcNow();
        var wanted = await db.RequireDunningCase(request.Id, ct);
        foreach (var invoice in await db.Invoices.OfCase(wanted.Id).Where(i => i.State == InvoiceState.Open).ToListAsync(ct))
        {
            invoice.MarkUncollectible(reason, caller.Actor, now);
        }

        wanted.WriteOff(reason, caller.Actor, now);
        return await db.SaveAndView(wanted, ct);
    }
}
