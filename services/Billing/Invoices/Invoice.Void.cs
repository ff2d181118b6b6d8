using Contracts.Events;
using ServiceDefaults.Errors;

namespace Billing.Invoices;

/// <summary>How an invoice ends without being paid.</summary>
public sealed partial class Invoice
{
    /// <summary>Why it was voided or marked uncollectible; empty otherwise.</summary>
    public string StateReason { get; private set; } = "";

    /// <summary>Open -> Void: nothing is due any more. It keeps its number.</summary>
    /// <returns>The account credit that it had used, which is to be returned.</returns>
    /// <exception cref="DomainException">INVOICE_NOT_OPEN, INVOICE_HAS_PAYMENTS, PAYMENT_UNRESOLVED.</exception>
    internal decimal Void(string reason, EventActor actor, DateTimeOffset now)
    {
        RequireOpen("can be voided");
        RequireNoPendingCharge();
        if (AmountPaid > 0)
        {
            throw DomainException.FailedPrecondition("INVOICE_HAS_PAYMENTS", $"Invoice {Number} is paid in part. Credit it instead.");
        }

        var returned = AccountCreditApplied;
        AccountCreditApplied = 0;
        ClearReserved(now);
        State = InvoiceState.Void;
        OverdueAt = null;
        StateReason = reason;
        UpdatedAt = now;
        Raise(new InvoiceVoided(Guid.CreateVersion7(now), Id, actor, now, Subject, Source, Customer, new EventMoney(Currency, Total), reason));
        return returned;
    }

    /// <summary>Open -> Uncollectible: it stays due, but nobody asks for it. A payment can still make it Paid.</summary>
    /// <exception cref="DomainException">INVOICE_NOT_OPEN, PAYMENT_UNRESOLVED.</exception>
    internal void MarkUncollectible(string reason, EventActor actor, DateTimeOffset now)
    {
        RequireOpen("can be given up");
        RequireNoPendingCharge();
        State = InvoiceState.Uncollectible;
        OverdueAt = null;
        StateReason = reason;
        UpdatedAt = now;
        Raise(new InvoiceMarkedUncollectible(Guid.CreateVersion7(now), Id, actor, now, Subject, Source, Customer, new EventMoney(Currency, AmountDue), reason));
    }
}
