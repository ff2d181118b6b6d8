using Billing.Invoices;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.AccountCredits;

internal sealed class GiveAccountCredit(BillingDb db, CustomerBalances balances) : IFeature
{
    /// <summary>Most characters of a reason.</summary>
    public const int MaximumReason = 200;

    public async Task<Wire.AccountCreditEntry> Handle(Wire.GiveAccountCreditRequest request, Caller caller, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var id = validator.Id("customer_id", request.CustomerId);
        var amount = validator.Amount("amount", request.Amount, positive: true);
        var reason = validator.Text("reason", request.Reason, MaximumReason);
        validator.ThrowIfFailed();

        var customer = await db.Customers.FirstOrDefaultAsync(c => c.Id == id, ct) ?? throw DomainException.NotFound("customer", request.CustomerId);
        if (request.Amount.CurrencyCode != customer.Currency)
        {
            throw DomainException.InvalidArgument("amount.currency_code", "WRONG_CURRENCY", $"is not {customer.Currency}, the customer's currency.");
        }

        var balance = await balances.FindOrOpen(id, customer.Currency, ct);
        validator.Total("amount", balance.Amount + amount).ThrowIfFailed();
        var entry = balances.Enter(balance, new CreditChange(CreditReason.Given, amount, caller.Actor) { Note = reason }, customer.ForEvents());
        await db.SaveChangesAsync(ct);
        return entry.ToWire(Audience.Staff);
    }
}
