using Billing.AccountCredits;
using Billing.Customers;
using Billing.Invoices;
using Billing.Taxes;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Common = Contracts.Common.V1;
using Wire = Contracts.Billing.V1;

namespace Billing.Payments;

/// <summary>What something that is sold now would come to for a customer; nothing is changed.</summary>
internal sealed class PreviewOneOff(BillingDb db, CustomerBalances balances, BusinessCalendar business, TimeProvider clock) : IFeature
{
    public Task<Wire.OneOffPreview> Handle(Wire.PreviewOneOffRequest request, CancellationToken ct)
    {
        Guid? customer = request.CustomerId.Length > 0 ? FieldValidator.RequireId("customer_id", request.CustomerId) : null;
        return Preview(customer, request.Amount, request.TaxCode, ct);
    }

    /// <summary>To the customer who buys it.</summary>
    public Task<Wire.OneOffPreview> Handle(Wire.PreviewPortalOneOffRequest request, Caller caller, CancellationToken ct) =>
        Preview(caller.RequiredCustomerId, request.Amount, request.TaxCode, ct);

    /// <param name="customerId">Null: one who is not entered yet.</param>
    private async Task<Wire.OneOffPreview> Preview(Guid? customerId, Common.Money? wanted, string code, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var amount = validator.Amount("amount", wanted);
        var taxCode = validator.TaxCode("tax_code", code);
        validator.ThrowIfFailed();

        var customer = customerId is { } id
            ? await db.Customers.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, ct) ?? throw DomainException.NotFound("customer", $"{id}")
            : Newcomer(wanted!.CurrencyCode);
        var taxes = await db.TaxesFor([taxCode], [customer.Id], ct);
        validator.Require(wanted!.CurrencyCode == customer.Currency, "amount.currency_code", "WRONG_CURRENCY", $"must be {customer.Currency}.");
        validator.Require(taxCode.Length == 0 || taxes.Find(taxCode) is not null, "tax_code", "UNKNOWN_TAX_CODE", "is the code of no tax rate.");
        validator.ThrowIfFailed();

        var line = new PeriodLine(new Dictionary<string, string>(), 1, amount, Recurring: false, taxCode);
        var invoice = Invoice.DraftByHand(customer, null, [line], clock.GetUtcNow());
        invoice.Tax(taxes, business.Today);
        var credit = Math.Min((await balances.Find(customer.Id, customer.Currency, ct))?.Amount ?? 0, invoice.Total);
        return new Wire.OneOffPreview
        {
            Net = Common.Money.From(invoice.Net, customer.Currency),
            Taxes = { invoice.TaxesToWire() },
            Total = Common.Money.From(invoice.Total, customer.Currency),
            AccountCreditApplied = Common.Money.From(credit, customer.Currency),
            AmountDue = Common.Money.From(invoice.Total - credit, customer.Currency),
            HasPaymentMethod = await db.PaymentProfiles.AnyAsync(p => p.Id == customer.Id && p.DefaultMethodId != null, ct),
        };
    }

    private BilledCustomer Newcomer(string currency)
    {
        var now = clock.GetUtcNow();
        return BilledCustomer.Meet(new EventCustomer(Guid.CreateVersion7(now), "", "", "", ""), currency, now, now);
    }
}
