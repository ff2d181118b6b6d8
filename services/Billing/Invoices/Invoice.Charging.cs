using Billing.Payments.Charging;
using Contracts.Events;
using ServiceDefaults.Errors;

namespace Billing.Invoices;

/// <summary>How an invoice is charged: one try at a time, and nothing else until its outcome is known.</summary>
public sealed partial class Invoice
{
    /// <summary>
    /// The try to charge it whose outcome is not known yet; null when there is none. Meanwhile nothing else may be charged or
    /// registered (domain.md C8), and whoever begins another try at the same moment collides on the invoice's version.
    /// </summary>
    public Guid? PendingAttemptId { get; private set; }

    /// <summary>That try waits for the customer's confirmation until then; null where none does.</summary>
    public DateTimeOffset? ConfirmBy { get; private set; }

    /// <summary>It is being charged, and no customer has to do anything for it.</summary>
    internal bool IsBeingCharged => PendingAttemptId is not null && ConfirmBy is null;

    /// <exception cref="DomainException">PAYMENT_UNRESOLVED, CONFIRMATION_REQUIRED.</exception>
    internal void RequireNoPendingCharge()
    {
        if (ConfirmBy is not null)
        {
            throw DomainException.FailedPrecondition("CONFIRMATION_REQUIRED", $"The bank waits for the customer to confirm the payment of invoice {Number}; nothing else is charged meanwhile.");
        }

        if (PendingAttemptId is not null)
        {
            throw DomainException.FailedPrecondition("PAYMENT_UNRESOLVED", $"Invoice {Number} is being charged; what became of it is not known yet.");
        }
    }

    internal void AwaitCharge(PaymentAttempt attempt, DateTimeOffset now)
    {
        RequireNoPendingCharge();
        PendingAttemptId = attempt.Id;
        UpdatedAt = now;
    }

    /// <summary>The bank asks for the customer's confirmation, which is no decline.</summary>
    /// <param name="isNews">It asks for the first time.</param>
    internal void AwaitConfirmation(PaymentAttempt attempt, bool isNews, DateTimeOffset now)
    {
        ConfirmBy = attempt.ConfirmBy;
        UpdatedAt = now;
        if (isNews)
        {
            Raise(new PaymentConfirmationRequested(
                Guid.CreateVersion7(now), Id, attempt.Actor, now, Subject, Source, Customer, new EventMoney(Currency, attempt.Amount), attempt.Number, attempt.ConfirmBy!.Value,
                DunningCaseId));
        }
    }

    /// <summary>The customer came back from the bank's page; what was answered there is not known yet.</summary>
    internal void ConfirmationReturned(DateTimeOffset now)
    {
        ConfirmBy = null;
        UpdatedAt = now;
    }

    /// <summary>The provider took the money: it is taken in whatever happened to the invoice meanwhile, such as a credit note.</summary>
    internal void ChargeSucceeded(PaymentAttempt attempt, string reference, DateTimeOffset now)
    {
        EndCharge(now);
        ReceivePayment(attempt.Amount, PaymentMethod.Card, reference, CivilTime.DayOf(now, CustomerTimeZone), attempt.Actor, now, attempt.Id);
    }

    internal void ChargeFailed(PaymentAttempt attempt, DateTimeOffset now)
    {
        EndCharge(now);
        Raise(new PaymentFailed(
            Guid.CreateVersion7(now), Id, attempt.Actor, now, Subject, Source, Customer, new EventMoney(Currency, attempt.Amount),
            AttemptWire.EventName(attempt.Cause!.Value), attempt.Number, attempt.Hard, DunningCaseId));
    }

    internal void ChargeCancelled(DateTimeOffset now) => EndCharge(now);

    private void EndCharge(DateTimeOffset now)
    {
        PendingAttemptId = null;
        ConfirmBy = null;
        UpdatedAt = now;
    }
}
