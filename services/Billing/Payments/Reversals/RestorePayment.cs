using Billing.Invoices;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Payments.Reversals;

internal sealed class RestorePayment(BillingDb db, PaymentReversals reversals) : IFeature
{
    public async Task<Wire.Invoice> Handle(Wire.RestorePaymentRequest request, Caller caller, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var id = validator.Id("invoice_id", request.InvoiceId);
        var reversalId = validator.Id("reversal_id", request.ReversalId);
        decimal? amount = request.Amount is null ? null : validator.Amount("amount", request.Amount, positive: true);
        var reason = validator.Text("reason", request.Reason, PaymentReversal.MaximumReason);
        validator.ThrowIfFailed();

        var invoice = await db.Invoices.FirstOrDefaultAsync(i => i.Id == id, ct) ?? throw DomainException.NotFound("invoice", request.InvoiceId);
        invoice.RequireEtag(request.Etag);
        var reversal = await db.Reversals.FirstOrDefaultAsync(r => r.Id == reversalId && r.InvoiceId == id, ct) ?? throw DomainException.NotFound("payment reversal", request.ReversalId);
        if (request.Amount is { } wanted && wanted.CurrencyCode != invoice.Currency)
        {
            throw DomainException.InvalidArgument("amount.currency_code", "WRONG_CURRENCY", $"is not {invoice.Currency}, the currency of invoice {invoice.Number}.");
        }

        await reversals.Restore(invoice, reversal, amount, reason, caller.Actor, ct);
        await db.SaveChangesAsync(ct);
        return await db.View(invoice, Audience.Staff, ct);
    }
}
