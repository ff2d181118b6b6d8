using Billing.AccountCredits;
using Billing.Invoices;
using Billing.Taxes;
using Contracts.Common.V1;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Drafts;

/// <summary>What something that is sold now would come to for a customer; nothing is changed.</summary>
internal sealed class PreviewOneOff(BillingDb db, CreditBook book, BusinessCalendar business, TimeProvider clock) : IFeature
{
    public async Task<Wire.OneOffPreview> Handle(Wire.PreviewOneOffRequest request, CancellationToken ct)
    {
        var checks = new FieldChecks();
        var customerId = checks.Id("customer_id", request.CustomerId);
        var amount = checks.Amount("amount", request.Amount);
        var taxCode = checks.TaxCode("tax_code", request.TaxCode);
        checks.ThrowIfFailed();

        var customer = await db.Customers.AsNoTracking().FirstOrDefaultAsync(c => c.Id == customerId, ct) ?? throw Refusal.NotFound("customer", request.CustomerId);
        var taxes = await db.TaxesFor([taxCode], [customerId], ct);
        checks.Require(request.Amount.CurrencyCode == customer.Currency, "amount.currency_code", "WRONG_CURRENCY", $"must be {customer.Currency}.");
        checks.Require(taxCode.Length == 0 || taxes.Find(taxCode) is not null, "tax_code", "UNKNOWN_TAX_CODE", "is the code of no tax rate.");
        checks.ThrowIfFailed();

        var line = new PeriodLine(new Dictionary<string, string>(), 1, amount, Recurring: false, taxCode);
        var invoice = Invoice.DraftByHand(customer, null, [line], clock.GetUtcNow());
        invoice.Tax(taxes, business.Today);
        var credit = Math.Min((await book.Find(customerId, customer.Currency, ct))?.Amount ?? 0, invoice.Total);
        return new Wire.OneOffPreview
        {
            Net = Money.From(invoice.Net, customer.Currency),
            Taxes = { invoice.TaxesToWire() },
            Total = Money.From(invoice.Total, customer.Currency),
            AccountCreditApplied = Money.From(credit, customer.Currency),
            AmountDue = Money.From(invoice.Total - credit, customer.Currency),
        };
    }
}
