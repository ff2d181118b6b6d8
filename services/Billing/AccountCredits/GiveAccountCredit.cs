using Billing.Invoices;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.AccountCredits;

internal sealed class GiveAccountCredit(BillingDb db, CreditBook book) : IFeature
{
    /// <summary>Most characters of a reason.</summary>
    public const int MaximumReason = 200;

    public async Task<Wire.AccountCreditEntry> Handle(Wire.GiveAccountCreditRequest request, Caller caller, CancellationToken ct)
    {
        var checks = new FieldChecks();
        var id = checks.Id("customer_id", request.CustomerId);
        var amount = checks.Amount("amount", request.Amount, positive: true);
        var reason = checks.Text("reason", request.Reason, MaximumReason);
        checks.ThrowIfFailed();

        var customer = await db.Customers.FirstOrDefaultAsync(c => c.Id == id, ct) ?? throw DomainException.NotFound("customer", request.CustomerId);
        if (request.Amount.CurrencyCode != customer.Currency)
        {
            throw DomainException.InvalidArgument("amount.currency_code", "WRONG_CURRENCY", $"is not {customer.Currency}, the customer's currency.");
        }

        var balance = await book.FindOrOpen(id, customer.Currency, ct);
        checks.Total("amount", balance.Amount + amount).ThrowIfFailed();
        var entry = book.Enter(balance, new CreditChange(CreditReason.Given, amount, caller.Actor) { Note = reason }, customer.ForEvents());
        await db.SaveChangesAsync(ct);
        return entry.ToWire(Audience.Staff);
    }
}
