using Billing.AccountCredits;
using Billing.Accounts;
using Billing.Invoices;
using Billing.Payments.Charging;
using Contracts.Events;
using ServiceDefaults.Messaging;

namespace Billing.Subscriptions.Passes;

/// <summary>A pass was sold: its invoice is made and is final at once, and is paid as the sale says.</summary>
internal sealed class SellPass(
    BillingDb db, InvoiceFinaliser finaliser, CustomerBalances balances, ChargePlanner charges, PassCredits credits, TimeProvider clock) : IEventHandler<PassSold>
{
    public async Task Handle(PassSold e, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var pass = await db.PassOf(e.Subject, now, ct);
        if (pass.Billing != PassBilling.Awaited)
        {
            return;
        }

        pass.Bill(e.Total, now);
        var invoice = Invoice.DraftOfPass(e, now);
        await finaliser.Finalise(invoice, e.Actor, ct);
        db.Invoices.Add(invoice);
        await balances.Apply(invoice, ct);
        await Collect(invoice, e, now, ct);
        await credits.Give(pass, invoice, ct);
    }

    public async Task Skip(SkippedEvent skipped, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        (await db.PassOf(Subject.WithoutName(SubjectKinds.Pass, skipped.AggregateId), now, ct)).Skip(now);
    }

    private async Task Collect(Invoice invoice, PassSold e, DateTimeOffset now, CancellationToken ct)
    {
        if (e.Payment.Kind == PassPayments.CardOnFile)
        {
            await charges.ChargeIssued(invoice, ct);
        }
        else if (e.Payment.Kind == PassPayments.Desk && invoice.State == InvoiceState.Open)
        {
            // Where account credit has paid a part, the desk took the rest.
            var method = PassPayments.Method(e.Payment.Method);
            invoice.RegisterPayment(invoice.AmountDue, method, e.Payment.Reference, CivilTime.DayOf(e.OccurredAt, e.Customer.TimeZone), e.Actor, now);
            BillingMetrics.PaymentsRegistered.Add(1, new KeyValuePair<string, object?>("method", InvoiceWire.EventName(method)));
        }
    }
}
