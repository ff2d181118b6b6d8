using Billing.Invoices;
using Contracts.Common.V1;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Payments;

internal sealed class RegisterPayment(BillingDb db, TimeProvider clock) : IFeature
{
    private const int MaximumReference = 100;

    public async Task<Wire.Invoice> Handle(Wire.RegisterPaymentRequest request, Caller caller, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var id = validator.Id("invoice_id", request.InvoiceId);
        decimal? amount = request.Amount is null ? null : validator.Amount("amount", request.Amount, positive: true);
        var method = InvoiceWire.Read(request.Method);
        validator.Require(method is not null, "method", "REQUIRED", "must be bank transfer, cash, cheque, card terminal or other.");
        var reference = validator.Text("reference", request.Reference, MaximumReference, required: false);
        var received = validator.CivilDate("received_date", request.ReceivedDate);
        validator.ThrowIfFailed();

        var invoice = await db.Invoices.FirstOrDefaultAsync(i => i.Id == id, ct) ?? throw DomainException.NotFound("invoice", request.InvoiceId);
        invoice.RequireEtag(request.Etag);
        var today = clock.Today(invoice.CustomerTimeZone);
        Validate(request.Amount, received, invoice, today);

        invoice.RegisterPayment(amount ?? invoice.AmountDue, method!.Value, reference, received ?? today, caller.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        BillingMetrics.PaymentsRegistered.Add(1, new KeyValuePair<string, object?>("method", InvoiceWire.EventName(method.Value)));
        return await db.View(invoice, Audience.Staff, ct);
    }

    private static void Validate(Money? amount, DateOnly? received, Invoice invoice, DateOnly today)
    {
        var validator = new FieldValidator();
        validator.Require(amount is null || amount.CurrencyCode == invoice.Currency, "amount.currency_code", "WRONG_CURRENCY",
            $"is not {invoice.Currency}, the currency of invoice {invoice.Number}.");
        validator.Require(received is null || received <= today, "received_date", "IN_FUTURE", "is in the future where the customer is.");
        validator.ThrowIfFailed();
    }
}
