using Billing.Numbering;
using Billing.Taxes;
using Contracts.Events;
using Microsoft.Extensions.Options;
using ServiceDefaults.Errors;

namespace Billing.Invoices;

/// <summary>
/// Makes drafts final, in the caller's transaction: taxed, numbered, dated and counted. Many of them need no more queries than one does. What
/// pays them, the caller decides afterwards: credit notes may come first (domain.md C7).
/// </summary>
internal sealed class InvoiceFinaliser(BillingDb db, NumberAllocator numbers, IOptions<BillingOptions> options, TimeProvider clock)
{
    /// <param name="actor">Who makes it final.</param>
    /// <exception cref="DomainException">INVOICE_NOT_DRAFT, UNKNOWN_TAX_CODE.</exception>
    public Task Finalise(Invoice draft, EventActor actor, CancellationToken ct) => Finalise([(draft, actor)], ct);

    /// <summary>The same for many, which are numbered in their order.</summary>
    public async Task Finalise(IReadOnlyList<(Invoice Draft, EventActor Actor)> drafts, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var taxes = await db.TaxesFor(drafts.SelectMany(d => d.Draft.Lines).Select(l => l.TaxCode), drafts.Select(d => d.Draft.CustomerId), ct);
        // Their lock keeps others waiting: what has to be read is read by now.
        var taken = await numbers.Next(NumberSeries.Invoices, drafts.Count, ct);
        foreach (var ((invoice, actor), number) in drafts.Zip(taken))
        {
            invoice.Finalise(number, DueDate(invoice, number.IssueDate), taxes, actor, now);
            BillingMetrics.InvoicesIssued.Add(1, new KeyValuePair<string, object?>("currency", invoice.Currency));
        }
    }

    /// <summary>Where the customer is; not before the issue, which is where the business is.</summary>
    private DateOnly DueDate(Invoice invoice, DateOnly issueDate)
    {
        var due = clock.Today(invoice.CustomerTimeZone).AddDays(options.Value.PaymentTermDays);
        return due > issueDate ? due : issueDate;
    }
}
