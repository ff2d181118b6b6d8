using Billing.Taxes;
using Contracts.Common.V1;
using Contracts.Events;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Invoices;

/// <summary>What invoices of the future would come to, by the same computation; nothing is changed.</summary>
public sealed class PreviewInvoices(BillingDb db, TimeProvider clock) : IFeature
{
    /// <summary>A day each for more than a year.</summary>
    private const int MaximumInvoices = 400;

    public async Task<Wire.PreviewInvoicesResponse> Handle(Wire.PreviewInvoicesRequest request, CancellationToken ct)
    {
        var checks = new FieldChecks();
        var customer = checks.Id("customer_id", request.CustomerId);
        var currency = checks.Currency("currency_code", request.CurrencyCode);
        checks.Require(request.Invoices.Count <= MaximumInvoices, "invoices", "TOO_MANY", $"has {request.Invoices.Count} invoices; at most {MaximumInvoices} are allowed.");
        var wanted = request.Invoices.Select((invoice, i) => Read($"invoices[{i}]", invoice, currency, checks)).ToList();
        checks.ThrowIfFailed();

        var taxes = await db.TaxesFor(wanted.SelectMany(w => w.Lines).Select(l => l.TaxCode), [customer], ct);
        return new Wire.PreviewInvoicesResponse { Invoices = { wanted.Select(w => Preview(w.Day, w.Lines, customer, currency, taxes)) } };
    }

    private static (DateOnly Day, List<PeriodLine> Lines) Read(string field, Wire.FutureInvoice invoice, string currency, FieldChecks checks)
    {
        var day = checks.CivilDate($"{field}.issue_date", invoice.IssueDate);
        checks.Require(invoice.IssueDate is not null, $"{field}.issue_date", "REQUIRED", "is required.");
        checks.Require(invoice.Lines.Count is > 0 and <= FutureLines.Maximum, $"{field}.lines", "OUT_OF_RANGE", $"must be 1 to {FutureLines.Maximum}.");
        return (day ?? default, FutureLines.Read($"{field}.lines", invoice.Lines, currency, checks));
    }

    private Wire.PreviewedInvoice Preview(DateOnly day, List<PeriodLine> lines, Guid customer, string currency, TaxTable taxes)
    {
        var invoice = Invoice.OfTheFuture(Guid.Empty, customer, currency, day, day, lines, clock.GetUtcNow());
        invoice.Tax(taxes, day);
        return new Wire.PreviewedInvoice
        {
            Net = Money.From(invoice.Net, currency),
            Taxes = { invoice.TaxesToWire() },
            Total = Money.From(invoice.Total, currency),
        };
    }
}
