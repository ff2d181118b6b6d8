using Billing.AccountCredits;
using Billing.Invoices;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Credits;

internal sealed class ApplyAccountCredit(BillingDb db, CustomerBalances balances) : IFeature
{
    public async Task<Wire.Invoice> Handle(Wire.ApplyAccountCreditRequest request, Caller caller, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var id = validator.Id("invoice_id", request.InvoiceId);
        decimal? amount = request.Amount is null ? null : validator.Amount("amount", request.Amount, positive: true);
        validator.ThrowIfFailed();

        var invoice = await db.Invoices.FirstOrDefaultAsync(i => i.Id == id, ct) ?? throw DomainException.NotFound("invoice", request.InvoiceId);
        invoice.RequireEtag(request.Etag);
        if (request.Amount is { } wanted && wanted.CurrencyCode != invoice.Currency)
        {
            throw DomainException.InvalidArgument("amount.currency_code", "WRONG_CURRENCY", $"is not {invoice.Currency}, the currency of the invoice.");
        }

        await balances.Apply(invoice, amount, caller.Actor, ct);
        await db.SaveChangesAsync(ct);
        return await db.View(invoice, Audience.Staff, ct);
    }
}
