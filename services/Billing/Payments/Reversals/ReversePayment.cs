using Billing.Invoices;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Payments.Reversals;

internal sealed class ReversePayment(BillingDb db, PaymentReversals reversals, TimeProvider clock) : IFeature
{
    public async Task<Wire.Invoice> Handle(Wire.ReversePaymentRequest request, Caller caller, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var id = validator.Id("invoice_id", request.InvoiceId);
        var paymentId = validator.Id("payment_id", request.PaymentId);
        decimal? amount = request.Amount is null ? null : validator.Amount("amount", request.Amount, positive: true);
        var kind = ReversalWire.Read(request.Kind);
        validator.Require(kind is not null, "kind", "REQUIRED", "must be chargeback, returned or registered by mistake.");
        var date = validator.CivilDate("date", request.Date);
        var reference = validator.Text("reference", request.Reference, PaymentReversal.MaximumReference, required: false);
        var reason = validator.Text("reason", request.Reason, PaymentReversal.MaximumReason);
        validator.ThrowIfFailed();

        var invoice = await db.Invoices.FirstOrDefaultAsync(i => i.Id == id, ct) ?? throw DomainException.NotFound("invoice", request.InvoiceId);
        invoice.RequireEtag(request.Etag);
        var payment = invoice.Payments.FirstOrDefault(p => p.Id == paymentId) ?? throw DomainException.NotFound("payment", request.PaymentId);
        var today = clock.Today(invoice.CustomerTimeZone);
        validator.Require(request.Amount is null || request.Amount.CurrencyCode == invoice.Currency, "amount.currency_code", "WRONG_CURRENCY",
            $"is not {invoice.Currency}, the currency of invoice {invoice.Number}.");
        validator.Require(date is null || date <= today, "date", "IN_FUTURE", "is in the future where the customer is.");
        validator.ThrowIfFailed();

        await reversals.Reverse(invoice, payment, amount, new ReversalFacts(kind!.Value, date ?? today, reference, reason), caller.Actor, ct);
        await db.SaveChangesAsync(ct);
        BillingMetrics.PaymentReversals.Add(1, new KeyValuePair<string, object?>("kind", ReversalWire.EventName(kind.Value)));
        return await db.View(invoice, Audience.Staff, ct);
    }
}
