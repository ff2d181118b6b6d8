using Billing.Invoices;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Credits.Refunds;

internal sealed class RefundPayment(BillingDb db, RefundPlanner refunds) : IFeature
{
    private const int MaximumReason = 200;

    public async Task<Wire.Invoice> Handle(Wire.RefundPaymentRequest request, Caller caller, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var id = validator.Id("invoice_id", request.InvoiceId);
        var paymentId = validator.Id("payment_id", request.PaymentId);
        var amount = validator.Amount("amount", request.Amount, positive: true);
        var reason = validator.Text("reason", request.Reason, MaximumReason);
        validator.ThrowIfFailed();

        var invoice = await db.Invoices.FirstOrDefaultAsync(i => i.Id == id, ct) ?? throw DomainException.NotFound("invoice", request.InvoiceId);
        invoice.RequireEtag(request.Etag);
        var payment = invoice.Payments.FirstOrDefault(p => p.Id == paymentId) ?? throw DomainException.NotFound("payment", request.PaymentId);
        if (request.Amount.CurrencyCode != invoice.Currency)
        {
            throw DomainException.InvalidArgument("amount.currency_code", "WRONG_CURRENCY", $"is not {invoice.Currency}, the currency of invoice {invoice.Number}.");
        }

        await refunds.Plan(invoice, payment, amount, reason, caller.Actor, ct);
        await db.SaveChangesAsync(ct);
        return await db.View(invoice, Audience.Staff, ct);
    }
}
