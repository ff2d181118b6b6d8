using Billing.Charging;
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

    /// <exception cref="Refusal">PAYMENT_UNRESOLVED.</exception>
    internal void RequireNoPendingCharge()
    {
        if (PendingAttemptId is not null)
        {
            throw Refusal.Rule("PAYMENT_UNRESOLVED", $"Invoice {Number} is being charged; what became of it is not known yet.");
        }
    }

    internal void AwaitCharge(ChargeAttempt attempt, DateTimeOffset now)
    {
        RequireNoPendingCharge();
        PendingAttemptId = attempt.Id;
        UpdatedAt = now;
    }

    /// <summary>The provider took the money: it is taken in whatever happened to the invoice meanwhile, such as a credit note.</summary>
    internal void ChargeSucceeded(ChargeAttempt attempt, string reference, DateTimeOffset now)
    {
        PendingAttemptId = null;
        TakeIn(attempt.Amount, PaymentMethod.Card, reference, CivilTime.DayOf(now, CustomerTimeZone), attempt.Actor, now);
    }

    internal void ChargeFailed(ChargeAttempt attempt, DateTimeOffset now)
    {
        PendingAttemptId = null;
        UpdatedAt = now;
        Raise(new PaymentFailed(
            Guid.CreateVersion7(now), Id, attempt.Actor, now, Subject, Source, Customer, new EventMoney(Currency, attempt.Amount),
            AttemptWire.EventName(attempt.Cause!.Value), attempt.Number, attempt.Hard));
    }

    internal void ChargeCancelled(DateTimeOffset now)
    {
        PendingAttemptId = null;
        UpdatedAt = now;
    }
}
