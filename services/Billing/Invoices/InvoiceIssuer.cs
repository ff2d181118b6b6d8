using Billing.AccountCredits;
using Billing.Accounts;
using Billing.Charging;
using Billing.CreditNotes;
using Billing.Numbering;
using Billing.PaymentMethods;
using Billing.Taxes;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ServiceDefaults.Access;

namespace Billing.Invoices;

/// <summary>
/// Makes the invoices of periods that have started, in the caller's transaction. Whatever the number of periods, each kind of row that it
/// needs is read by one query; the numbers, whose lock keeps others waiting, are taken last.
/// </summary>
internal sealed class InvoiceIssuer(
    BillingDb db, PeriodTurns turns, NumberTaker numbers, CreditNoteIssuer credits, CreditBook book, ChargePlanner charges, IOptions<BillingOptions> options, TimeProvider clock)
{
    /// <summary>A period that is invoiced already is left alone.</summary>
    public async Task Issue(IReadOnlyList<PeriodStarted> periods, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var due = await WithoutInvoice(periods, ct);
        var accounts = await db.AccountsOf([.. due.Select(e => e.AggregateId).Distinct()], now, ct);
        var customers = due.Select(e => e.Customer.Id).Distinct().ToList();
        var profiles = await db.ProfilesOf(customers, now, ct);
        await book.Load(customers, ct);
        var taxes = await db.TaxesFor(due.SelectMany(e => e.Lines).Select(l => l.TaxCode), customers, ct);
        turns.Await(due, accounts);

        var invoices = new List<Invoice>(due.Count);
        foreach (var year in due.GroupBy(e => clock.Today(e.Customer.TimeZone).Year))
        {
            var taken = await numbers.Next(NumberSeries.Invoices, year.Key, year.Count(), ct);
            foreach (var (e, number) in year.Zip(taken))
            {
                invoices.Add(await Issue(e, number, accounts[e.AggregateId], profiles[e.Customer.Id], taxes, now, ct));
            }
        }

        TellTogether(invoices, now);
    }

    /// <summary>One event says that they are final, instead of one each. A single one says it itself.</summary>
    private void TellTogether(IReadOnlyList<Invoice> invoices, DateTimeOffset now)
    {
        if (invoices.Count > 1)
        {
            List<InvoiceIssued> issued = [.. invoices.SelectMany(invoice => invoice.TakeRaised<InvoiceIssued>())];
            db.Announce(new InvoicesIssued(Guid.CreateVersion7(now), Guid.CreateVersion7(now), Caller.System, now, issued));
        }
    }

    private async Task<Invoice> Issue(
        PeriodStarted e, string number, SubscriptionAccount account, PaymentProfile profile, TaxTable taxes, DateTimeOffset now, CancellationToken ct)
    {
        account.CountInvoice(e.PeriodIndex, now);
        var invoice = Invoice.Draft(e, now);
        var today = clock.Today(e.Customer.TimeZone);
        invoice.Finalise(number, today, today.AddDays(options.Value.PaymentTermDays), taxes, e.Actor, now);
        db.Invoices.Add(invoice);
        BillingMetrics.InvoicesIssued.Add(1, new KeyValuePair<string, object?>("currency", e.Currency));

        // The close overtook the start of its period.
        if (account.Closing is { } closing && closing.WaitsFor(e.PeriodStart, null))
        {
            await credits.Issue(invoice, closing, ct);
        }

        book.Apply(invoice);
        charges.ChargeIssued(invoice, profile);
        return invoice;
    }

    private async Task<IReadOnlyList<PeriodStarted>> WithoutInvoice(IReadOnlyList<PeriodStarted> periods, CancellationToken ct)
    {
        List<Guid> subscriptions = [.. periods.Select(e => e.AggregateId).Distinct()];
        List<DateOnly> starts = [.. periods.Select(e => e.PeriodStart).Distinct()];
        var known = await db.Invoices
            .Where(i => i.Kind == InvoiceKind.Period && subscriptions.Contains(i.SubscriptionId) && starts.Contains(i.PeriodStart))
            .Select(i => new { i.SubscriptionId, i.PeriodStart }).ToListAsync(ct);
        var invoiced = known.Select(i => (i.SubscriptionId, i.PeriodStart)).ToHashSet();
        return [.. periods.Where(e => invoiced.Add((e.AggregateId, e.PeriodStart)))];
    }
}
