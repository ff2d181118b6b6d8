using Billing.Invoices;
using Billing.Taxes;
using Contracts.Common.V1;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Subscriptions.Periods;

/// <summary>What invoices of the future would come to, by the same computation; nothing is changed.</summary>
internal sealed class PreviewInvoices(BillingDb db, BusinessCalendar business, TimeProvider clock) : IFeature
{
    /// <summary>A day each for more than a year.</summary>
    private const int MaximumPeriods = 400;

    public async Task<Wire.PreviewInvoicesResponse> Handle(Wire.PreviewInvoicesRequest request, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var customer = validator.Id("customer_id", request.CustomerId);
        var currency = validator.Currency("currency_code", request.CurrencyCode);
        validator.Require(request.Periods.Count <= MaximumPeriods, "periods", "TOO_MANY", $"has {request.Periods.Count} periods; at most {MaximumPeriods} are allowed.");
        var wanted = request.Periods.Select((period, i) => FuturePeriods.Read($"periods[{i}]", period, currency, business, validator)).ToList();
        validator.ThrowIfFailed();

        var taxes = await db.TaxesFor(wanted.SelectMany(w => w.Period.Lines).Select(l => l.TaxCode), [customer], ct);
        return new Wire.PreviewInvoicesResponse { Invoices = { wanted.Select(w => Preview(w.Period, w.IssueDate, customer, taxes)) } };
    }

    private Wire.PreviewedInvoice Preview(ServicePeriod period, DateOnly issueDate, Guid customer, TaxTable taxes)
    {
        var invoice = Invoice.OfTheFuture(Guid.Empty, customer, period, clock.GetUtcNow());
        invoice.Tax(taxes, issueDate);
        return new Wire.PreviewedInvoice
        {
            Net = Money.From(invoice.Net, period.Currency),
            Taxes = { invoice.TaxesToWire() },
            Total = Money.From(invoice.Total, period.Currency),
            Arithmetic = { invoice.Lines.SelectMany(Arithmetic) },
        };
    }

    private static IEnumerable<string> Arithmetic(InvoiceLine line)
    {
        if (line.Arithmetic.Length > 0)
        {
            yield return line.Arithmetic;
        }

        if (line.Discount is { } discount)
        {
            yield return discount.Arithmetic.Length > 0 ? $"{discount.Code}: {discount.Arithmetic}" : discount.Code;
        }
    }
}
