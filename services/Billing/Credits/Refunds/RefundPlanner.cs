using Billing.AccountCredits;
using Billing.Invoices;
using Contracts.Events;
using ServiceDefaults.Errors;

namespace Billing.Credits.Refunds;

/// <summary>
/// Decides that account credit goes back to a payment: it leaves the account here and now, and <see cref="ProcessRefunds"/> sends it. The
/// caller saves.
/// </summary>
internal sealed class RefundPlanner(BillingDb db, CustomerBalances balances, TimeProvider clock)
{
    /// <exception cref="DomainException">Of the field amount: REFUND_ABOVE_PAID, REFUND_ABOVE_CREDIT.</exception>
    public async Task Plan(Invoice invoice, Payment payment, decimal amount, string reason, EventActor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        invoice.RequireRefundable(payment, amount);
        var credit = (await balances.Find(invoice.CustomerId, invoice.Currency, ct))?.Amount ?? 0;
        if (amount > credit)
        {
            throw DomainException.InvalidArgument("amount", "REFUND_ABOVE_CREDIT",
                $"is more than the {InvoiceWire.Text(credit, invoice.Currency)} {invoice.Currency} of account credit that the customer has.");
        }

        invoice.BeginRefund(payment, amount, now);
        await balances.Enter(new CreditChange(CreditReason.Refunded, -amount, actor) { Invoice = invoice, Note = reason }, invoice, ct);
        var refund = Refund.Plan(invoice, payment, amount, reason, actor, now);
        db.Refunds.Add(refund);
        if (refund.State == RefundState.Succeeded)
        {
            invoice.RefundSucceeded(refund, now);
        }
    }

    /// <summary>Pays back to the invoice's payments, the newest first. What none of them brought in stays account credit.</summary>
    public Task PlanToPayments(Invoice invoice, decimal amount, string reason, EventActor actor, CancellationToken ct) =>
        Plan(invoice, RefundShares.Of(invoice, amount, _ => true), reason, actor, ct);

    public async Task Plan(Invoice invoice, IReadOnlyList<RefundShare> shares, string reason, EventActor actor, CancellationToken ct)
    {
        foreach (var (payment, amount) in shares)
        {
            await Plan(invoice, payment, amount, reason, actor, ct);
        }
    }
}
