using Billing.Taxes;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Invoices.Drafts;

internal sealed class CreateDraftInvoice(BillingDb db, BusinessCalendar business, TimeProvider clock) : IFeature
{
    public async Task<Wire.Invoice> Handle(Wire.CreateDraftInvoiceRequest request, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var customerId = validator.Id("customer_id", request.CustomerId);
        Guid? subscription = request.SubscriptionId.Length == 0 ? null : validator.Id("subscription_id", request.SubscriptionId);
        var lines = DraftLines.Read(request.Lines, validator);
        validator.ThrowIfFailed();

        var customer = await db.Customers.FirstOrDefaultAsync(c => c.Id == customerId, ct) ?? throw DomainException.NotFound("customer", request.CustomerId);
        DraftLines.RequireCurrency(request.Lines, customer.Currency);
        var taxes = await db.TaxesFor(lines.Select(l => l.TaxCode), [customerId], ct);
        DraftLines.RequireTaxes(lines, taxes, []);
        var source = subscription is { } id ? await SourceOf(customerId, id, ct) : null;
        var invoice = Invoice.DraftByHand(customer, source, lines, clock.GetUtcNow());
        invoice.Tax(taxes, business.Today);
        db.Invoices.Add(invoice);
        await db.SaveChangesAsync(ct);
        return await db.View(invoice, Audience.Staff, ct);
    }

    private async Task<Subject> SourceOf(Guid customer, Guid subscription, CancellationToken ct) =>
        (await db.Invoices.AsNoTracking().Where(i => i.SourceId == subscription && i.CustomerId == customer)
            .OrderByDescending(i => i.CreatedAt).FirstOrDefaultAsync(ct))?.Source
        ?? throw DomainException.InvalidArgument("subscription_id", "UNKNOWN_SUBSCRIPTION", "is no subscription of this customer that was billed.");
}
