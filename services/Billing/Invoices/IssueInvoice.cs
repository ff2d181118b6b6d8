using Billing.Accounts;
using Billing.Charging;
using Billing.CreditNotes;
using Billing.Numbering;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ServiceDefaults.Messaging;

namespace Billing.Invoices;

/// <summary>A billing period started: its invoice is made and is final at once.</summary>
internal sealed class IssueInvoice(
    BillingDb db, PeriodTurns turns, NumberTaker numbers, CreditNoteIssuer credits, ChargePlanner charges, IOptions<BillingOptions> options, TimeProvider clock)
    : IEventHandler<PeriodStarted>
{
    public async Task Handle(PeriodStarted e, CancellationToken ct)
    {
        if (await db.Invoices.AnyAsync(i => i.SubscriptionId == e.AggregateId && i.PeriodStart == e.PeriodStart, ct))
        {
            return;
        }

        var now = clock.GetUtcNow();
        var account = await db.AccountOf(e.AggregateId, now, ct);
        turns.Await(e, account);
        account.CountInvoice(now);

        var invoice = Invoice.Draft(e, now);
        var today = clock.Today(e.Customer.TimeZone);
        var number = await numbers.Next(NumberSeries.Invoices, today.Year, ct);
        invoice.Finalise(number, today, today.AddDays(options.Value.PaymentTermDays), e.Actor, now);
        db.Invoices.Add(invoice);
        BillingMetrics.InvoicesIssued.Add(1, new KeyValuePair<string, object?>("currency", e.Currency));

        // The close overtook the start of its period.
        if (account.Closing is { } closing && closing.PeriodStart == e.PeriodStart)
        {
            await credits.Issue(invoice, closing, ct);
        }

        await charges.ChargeIssued(invoice, ct);
    }
}
