using Billing.AccountCredits;
using Billing.Accounts;
using Billing.Invoices;
using Billing.Payments.Charging;
using Billing.Payments.Methods;
using Contracts.Events;
using ServiceDefaults.Access;

namespace Billing.Subscriptions.Periods;

/// <summary>
/// Makes the invoices of periods that have started, in the caller's transaction. Whatever the number of periods, each kind of row that it
/// needs is read by one query.
/// </summary>
internal sealed class InvoiceIssuer(
    BillingDb db, InvoiceFinaliser finaliser, CustomerBalances balances, ChargePlanner charges, TimeProvider clock)
{
    /// <summary>A period that is invoiced already is left alone.</summary>
    /// <param name="billings">Of the subscriptions.</param>
    public async Task Issue(IReadOnlyList<PeriodStarted> periods, IReadOnlyDictionary<Guid, SubscriptionBilling> billings, CancellationToken ct)
    {
        if (periods.Count == 0)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var due = await db.WithoutInvoice(periods, ct);
        var customers = due.Select(e => e.Customer.Id).Distinct().ToList();
        var profiles = await db.ProfilesOf(customers, now, ct);
        await balances.Load(customers, ct);

        List<Invoice> invoices = [.. due.Select(e => Invoice.Draft(e, now))];
        await finaliser.Finalise([.. invoices.Zip(due, (invoice, e) => (invoice, e.Actor))], ct);
        foreach (var (invoice, e) in invoices.Zip(due))
        {
            Collect(invoice, e, billings[e.AggregateId], profiles[e.Customer.Id], now);
        }

        PublishBatch(invoices, now);
    }

    /// <summary>One event says that they are final, instead of one each. A single one says it itself.</summary>
    private void PublishBatch(IReadOnlyList<Invoice> invoices, DateTimeOffset now)
    {
        if (invoices.Count > 1)
        {
            List<InvoiceIssued> issued = [.. invoices.SelectMany(invoice => invoice.TakeRaised<InvoiceIssued>())];
            db.Announce(new InvoicesIssued(Guid.CreateVersion7(now), Guid.CreateVersion7(now), Caller.System, now, issued));
        }
    }

    private void Collect(Invoice invoice, PeriodStarted e, SubscriptionBilling billing, PaymentProfile profile, DateTimeOffset now)
    {
        billing.CountInvoice(e, now);
        db.Invoices.Add(invoice);

        balances.Apply(invoice);
        charges.ChargeIssued(invoice, profile);
    }
}
