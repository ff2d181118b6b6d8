using Billing.Invoices;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.AccountCredits;

internal sealed class TakeBackAccountCredit(BillingDb db, CustomerBalances balances) : IFeature
{
    public async Task<Wire.AccountCreditEntry> Handle(Wire.TakeBackAccountCreditRequest request, Caller caller, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var id = validator.Id("customer_id", request.CustomerId);
        var amount = validator.Amount("amount", request.Amount, positive: true);
        var reason = validator.Text("reason", request.Reason, GiveAccountCredit.MaximumReason);
        validator.ThrowIfFailed();

        var customer = await db.Customers.FirstOrDefaultAsync(c => c.Id == id, ct) ?? throw DomainException.NotFound("customer", request.CustomerId);
        // Of whatever currency it is: a customer's may have changed since it was given.
        var balance = await balances.Find(id, request.Amount.CurrencyCode, ct)
            ?? throw DomainException.FailedPrecondition("CREDIT_ABOVE_BALANCE", $"The customer has no account credit in {request.Amount.CurrencyCode}.");
        var entry = balances.Enter(balance, new CreditChange(CreditReason.TakenBack, -amount, caller.Actor) { Note = reason }, customer.ForEvents());
        await db.SaveChangesAsync(ct);
        return entry.ToWire(Audience.Staff);
    }
}
