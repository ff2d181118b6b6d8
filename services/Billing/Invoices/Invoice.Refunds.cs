using Billing.Credits.Refunds;
using Contracts.Events;
using ServiceDefaults.Errors;

namespace Billing.Invoices;

/// <summary>
/// What goes back to an invoice's payments. It comes out of the customer's account credit, so what the invoice owes does not change; but
/// nothing is paid back twice, or to where it did not come from.
/// </summary>
public sealed partial class Invoice
{
    /// <exception cref="DomainException">REFUND_ABOVE_PAID, of the field amount.</exception>
    internal void RequireRefundable(Payment payment, decimal amount)
    {
        if (amount > payment.Refundable)
        {
            throw DomainException.InvalidArgument("amount", "REFUND_ABOVE_PAID",
                $"is more than the {InvoiceWire.Text(payment.Refundable, Currency)} {Currency} that this payment brought in and that was neither paid back nor taken back by the bank.");
        }
    }

    /// <summary>Sets money aside of what the payment brought in.</summary>
    internal void BeginRefund(Payment payment, decimal amount, DateTimeOffset now)
    {
        RequireRefundable(payment, amount);
        payment.AmountRefunded += amount;
        UpdatedAt = now;
    }

    internal void RefundSucceeded(Refund refund, DateTimeOffset now)
    {
        UpdatedAt = now;
        Raise(new PaymentRefunded(
            Guid.CreateVersion7(now), Id, refund.Actor, now, Subject, Source, Customer, new EventMoney(Currency, refund.Amount),
            InvoiceWire.EventName(refund.Method), refund.Reference, refund.Reason));
    }

    internal void RefundFailed(Refund refund, DateTimeOffset now)
    {
        _payments.Single(p => p.Id == refund.PaymentId).AmountRefunded -= refund.Amount;
        UpdatedAt = now;
        Raise(new RefundFailed(
            Guid.CreateVersion7(now), Id, refund.Actor, now, Subject, Source, Customer, new EventMoney(Currency, refund.Amount), refund.Reason));
    }
}
