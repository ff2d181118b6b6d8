using Billing.Payments.Reversals;
using Contracts.Events;
using ServiceDefaults.Errors;

namespace Billing.Invoices;

/// <summary>How a payment of an invoice is taken back by the bank, and stands again. What is missing of it is due again.</summary>
public sealed partial class Invoice
{
    /// <exception cref="DomainException">NOTHING_LEFT of payment_id, REVERSAL_ABOVE_LEFT of amount, NOT_BY_CARD or CHARGED_BY_PROVIDER of kind, BEFORE_PAYMENT of date.</exception>
    internal void RequireReversible(Payment payment, decimal amount, ReversalFacts facts)
    {
        if (payment.Refundable == 0)
        {
            throw DomainException.InvalidArgument("payment_id", "NOTHING_LEFT", "has nothing left of it: all of it was paid back, or taken back by the bank.");
        }

        if (amount > payment.Refundable)
        {
            throw DomainException.InvalidArgument("amount", "REVERSAL_ABOVE_LEFT",
                $"is more than the {InvoiceWire.Text(payment.Refundable, Currency)} {Currency} of this payment that were neither paid back nor taken back by the bank.");
        }

        if (facts.Kind == ReversalKind.Chargeback && payment.Method is not (PaymentMethod.Card or PaymentMethod.CardTerminal or PaymentMethod.Other))
        {
            throw DomainException.InvalidArgument("kind", "NOT_BY_CARD", "is a chargeback, and this was not paid by card. Use returned.");
        }

        if (facts.Kind == ReversalKind.RegisteredByMistake && payment.Method == PaymentMethod.Card)
        {
            throw DomainException.InvalidArgument("kind", "CHARGED_BY_PROVIDER", "is for what staff registered; the payment provider took this money. Refund it instead.");
        }

        if (facts.Date < payment.ReceivedDate)
        {
            throw DomainException.InvalidArgument("date", "BEFORE_PAYMENT", $"lies before {payment.ReceivedDate:yyyy-MM-dd}, the day of the payment.");
        }
    }

    /// <summary>What a reversal takes of account credit that the invoice had brought; what was refunded of it is gone already.</summary>
    /// <param name="credit">That the customer has.</param>
    internal decimal CreditTakenBy(decimal amount, decimal credit)
    {
        var brought = Math.Max(0, AmountToAccount - _payments.Sum(p => p.AmountRefunded));
        return Math.Min(amount, Math.Min(brought, credit));
    }

    /// <summary>By how much more would be due after a reversal than the invoice is owed; zero where that is in order.</summary>
    internal decimal OwedAfter(decimal amount, decimal fromCredit) =>
        Math.Max(0, Balance + amount - fromCredit - (Total - AmountCredited - AccountCreditApplied));

    /// <summary>Paid -> Open where something is due then. What was given up stays so.</summary>
    /// <param name="fromCredit">Taken from account credit instead of becoming due.</param>
    internal void Reverse(Payment payment, PaymentReversal reversal, decimal fromCredit, EventActor actor, DateTimeOffset now)
    {
        payment.AmountReversed += reversal.Amount;
        AmountPaid -= reversal.Amount;
        AmountToAccount -= fromCredit;
        if (State == InvoiceState.Paid && AmountDue > 0)
        {
            State = InvoiceState.Open;
            StateReason = "";
        }

        // The others open a case at once.
        if (reversal.Kind == ReversalKind.RegisteredByMistake && State == InvoiceState.Open)
        {
            WatchDueDate();
        }

        UpdatedAt = now;
        Raise(new PaymentReversed(
            Guid.CreateVersion7(now), Id, actor, now, Subject, Source, Customer, new EventMoney(Currency, reversal.Amount), new EventMoney(Currency, AmountDue),
            ReversalWire.EventName(reversal.Kind), InvoiceWire.EventName(payment.Method), reversal.Date, reversal.Reference, reversal.Reason, DunningCaseId));
    }

    /// <summary>Open, or Uncollectible -> Paid where nothing is due then; what is above that is left to <see cref="ReleaseSurplus"/>.</summary>
    /// <exception cref="DomainException">INVOICE_VOID.</exception>
    internal void Restore(PaymentReversal reversal, decimal amount, string reason, EventActor actor, DateTimeOffset now)
    {
        if (State == InvoiceState.Void)
        {
            throw DomainException.FailedPrecondition("INVOICE_VOID", $"Invoice {Number} is void: no payment of it can stand. Give the customer account credit instead.");
        }

        _payments.Single(p => p.Id == reversal.PaymentId).AmountReversed -= amount;
        AmountPaid += amount;
        SettleWhenNothingIsDue(now);
        UpdatedAt = now;
        Raise(new PaymentRestored(
            Guid.CreateVersion7(now), Id, actor, now, Subject, Source, Customer, new EventMoney(Currency, amount), ReversalWire.EventName(reversal.Kind), reversal.Reference,
            reason, State == InvoiceState.Paid, DunningCaseId));
    }
}
