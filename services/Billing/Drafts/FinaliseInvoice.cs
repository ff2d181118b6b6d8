using Billing.AccountCredits;
using Billing.Charging;
using Billing.Invoices;
using Billing.Numbering;
using Billing.Taxes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Drafts;

internal sealed class FinaliseInvoice(
    BillingDb db, NumberTaker numbers, CreditBook book, ChargePlanner charges, IOptions<BillingOptions> options, TimeProvider clock) : IFeature
{
    public async Task<Wire.Invoice> Handle(Wire.FinaliseInvoiceRequest request, Caller caller, CancellationToken ct)
    {
        var id = FieldChecks.RequireId("invoice_id", request.InvoiceId);
        var invoice = await db.Invoices.FirstOrDefaultAsync(i => i.Id == id, ct) ?? throw Refusal.NotFound("invoice", request.InvoiceId);
        invoice.RequireEtag(request.Etag);
        invoice.RequireDraft();

        var today = clock.Today(invoice.CustomerTimeZone);
        var taxes = await db.TaxesFor(invoice.Lines.Select(l => l.TaxCode), [invoice.CustomerId], ct);
        var number = await numbers.Next(NumberSeries.Invoices, today.Year, ct);
        invoice.Finalise(number, today, today.AddDays(options.Value.PaymentTermDays), taxes, caller.Actor, clock.GetUtcNow());
        BillingMetrics.InvoicesIssued.Add(1, new KeyValuePair<string, object?>("currency", invoice.Currency));
        await book.Apply(invoice, ct);
        await charges.ChargeIssued(invoice, ct);
        await db.SaveChangesAsync(ct);
        return await db.View(invoice, Audience.Staff, ct);
    }
}
