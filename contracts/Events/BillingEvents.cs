using System.Text.Json.Serialization;
using Contracts.Conversions;

namespace Contracts.Events;

/// <summary>An invoice became final and is due.</summary>
/// <param name="AggregateId">The invoice.</param>
/// <param name="Subject">The invoice; so in all events about it.</param>
/// <param name="Source">The subscription or the pass that it bills; null for a one-off beside any. So in all events about that invoice.</param>
/// <param name="PeriodStart">Period of service billed, [start, end), in the customer's time zone; null with its end where it bills none.</param>
public sealed record InvoiceIssued(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    Subject? Source,
    EventCustomer Customer,
    EventMoney Total,
    DateOnly? PeriodStart,
    DateOnly? PeriodEnd,
    DateOnly DueDate) : ISubjectEvent
{
    /// <summary>How the pass that it bills is paid, as its sale said; null of any other invoice.</summary>
    [JsonRequired]
    public EventPassPayment? Payment { get; init; }
}

/// <summary>Invoices that were made in one step of a billing run became final.</summary>
/// <param name="AggregateId">Names the step.</param>
public sealed record InvoicesIssued(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    IReadOnlyList<InvoiceIssued> Invoices) : IEventBatch
{
    [JsonIgnore]
    IReadOnlyList<IEvent> IEventBatch.Each => Invoices;
}

/// <summary>Money came in for an invoice.</summary>
/// <param name="AggregateId">The invoice.</param>
/// <param name="Method">bank_transfer, cash, cheque, card, card_terminal or other.</param>
/// <param name="InvoicePaid">Nothing is left due.</param>
/// <param name="DunningCaseId">The dunning case that the invoice is part of; null for none.</param>
public sealed record PaymentSucceeded(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    Subject? Source,
    EventCustomer Customer,
    EventMoney Amount,
    string Method,
    string Reference,
    bool InvoicePaid,
    Guid? DunningCaseId) : ISubjectEvent;

/// <summary>
/// Nothing is left to pay of an invoice that bills a pass: it was paid, by account credit too, or there was nothing to pay. It does not follow where all of it was credited.
/// </summary>
/// <param name="AggregateId">The invoice.</param>
/// <param name="Source">The pass.</param>
public sealed record InvoicePaid(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    Subject? Source,
    EventCustomer Customer,
    EventMoney Total) : ISubjectEvent;

/// <summary>A try to charge the customer's payment method failed; the invoice stays due.</summary>
/// <param name="AggregateId">The invoice.</param>
/// <param name="Amount">What was to be charged.</param>
/// <param name="Cause">expired_card, wrong_details, insufficient_funds, limit_exceeded, not_confirmed, disputed or unknown; nothing that a customer must not know.</param>
/// <param name="AttemptNumber">1 for the first of the invoice.</param>
/// <param name="MethodMustChange">No further try is made before the customer changes the payment method.</param>
/// <param name="DunningCaseId">The dunning case that the invoice was part of already; null for none, as when this failure opens it.</param>
public sealed record PaymentFailed(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    Subject? Source,
    EventCustomer Customer,
    EventMoney Amount,
    string Cause,
    int AttemptNumber,
    bool MethodMustChange,
    Guid? DunningCaseId) : ISubjectEvent;

/// <summary>The card that a customer's invoices are charged to expires in thirty days.</summary>
/// <param name="AggregateId">The payment method.</param>
/// <param name="Brand">visa, mastercard ...</param>
/// <param name="LastDay">On which it can be charged.</param>
public sealed record CardExpiring(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    EventCustomer Customer,
    string Brand,
    string Last4,
    DateOnly LastDay) : ISubjectEvent
{
    Subject ISubjectEvent.Subject => Subject.Customer(Customer);

    Subject? ISubjectEvent.Source => null;
}

/// <summary>The bank asks for the customer's confirmation of a charge, which is no decline: nothing else is charged for the invoice meanwhile.</summary>
/// <param name="AggregateId">The invoice.</param>
/// <param name="Amount">What is to be charged.</param>
/// <param name="AttemptNumber">1 for the first of the invoice.</param>
/// <param name="ExpiresAt">What is not confirmed by then has failed.</param>
/// <param name="DunningCaseId">The dunning case that the invoice was part of already; null for none.</param>
public sealed record PaymentConfirmationRequested(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    Subject? Source,
    EventCustomer Customer,
    EventMoney Amount,
    int AttemptNumber,
    DateTimeOffset ExpiresAt,
    Guid? DunningCaseId) : ISubjectEvent;

/// <summary>Part or all of an invoice was taken back.</summary>
/// <param name="AggregateId">The credit note.</param>
/// <param name="Subject">The invoice that it is against.</param>
/// <param name="Number">CN/2026/00003.</param>
/// <param name="Reason">In the words of the person who made it; empty when a close did.</param>
public sealed record CreditNoteIssued(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    Subject? Source,
    EventCustomer Customer,
    string Number,
    EventMoney Total,
    string Reason) : ISubjectEvent;

/// <summary>A customer's account credit grew or shrank.</summary>
/// <param name="AggregateId">The balance: one for each customer and currency.</param>
/// <param name="Subject">The invoice that it has to do with; the customer where there is none, as when staff gave it or took it back.</param>
/// <param name="Source">What that invoice bills.</param>
/// <param name="Reason">credit_note, overpaid, applied, invoice_voided, refunded, refund_failed, given, taken_back or payment_reversed.</param>
/// <param name="Amount">Below zero where credit was used, refunded or taken back.</param>
/// <param name="Balance">What there is now; never below zero.</param>
public sealed record AccountCreditChanged(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    Subject? Source,
    EventCustomer Customer,
    string Reason,
    EventMoney Amount,
    EventMoney Balance) : ISubjectEvent;

/// <summary>Account credit went back to the payment that it came from.</summary>
/// <param name="AggregateId">The invoice that the payment was for.</param>
/// <param name="Method">bank_transfer, cash, cheque, card, card_terminal or other.</param>
/// <param name="Reference">What the provider calls it; empty when it was paid back by hand.</param>
/// <param name="Reason">In the words of whoever refunded it.</param>
public sealed record PaymentRefunded(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    Subject? Source,
    EventCustomer Customer,
    EventMoney Amount,
    string Method,
    string Reference,
    string Reason) : ISubjectEvent;

/// <summary>A payment does not stand, wholly or in part: the bank took it back, or it never came in. The invoice is due again by that amount.</summary>
/// <param name="AggregateId">The invoice that the payment was for.</param>
/// <param name="Amount">What is missing.</param>
/// <param name="AmountDue">What is due on the invoice then; less than the amount where account credit has taken a part of it.</param>
/// <param name="Kind">chargeback, returned or registered_by_mistake.</param>
/// <param name="Method">bank_transfer, cash, cheque, card, card_terminal or other.</param>
/// <param name="Date">Day on which the bank took it back, in the customer's time zone.</param>
/// <param name="Reference">What the bank or the provider calls it; may be empty.</param>
/// <param name="Reason">In the words of the person who wrote it down; for staff.</param>
/// <param name="DunningCaseId">The dunning case that the invoice was part of already; null for none.</param>
public sealed record PaymentReversed(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    Subject? Source,
    EventCustomer Customer,
    EventMoney Amount,
    EventMoney AmountDue,
    string Kind,
    string Method,
    DateOnly Date,
    string Reference,
    string Reason,
    Guid? DunningCaseId) : ISubjectEvent;

/// <summary>A payment that did not stand stands again, wholly or in part: a dispute was won, or the reversal was a mistake.</summary>
/// <param name="AggregateId">The invoice that the payment was for.</param>
/// <param name="Kind">Of the reversal: chargeback, returned or registered_by_mistake.</param>
/// <param name="Reference">Of the reversal; may be empty.</param>
/// <param name="Reason">In the words of the person who wrote it down; for staff.</param>
/// <param name="InvoicePaid">Nothing is left due.</param>
/// <param name="DunningCaseId">The dunning case that the invoice is part of; null for none.</param>
public sealed record PaymentRestored(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    Subject? Source,
    EventCustomer Customer,
    EventMoney Amount,
    string Kind,
    string Reference,
    string Reason,
    bool InvoicePaid,
    Guid? DunningCaseId) : ISubjectEvent;

/// <summary>The provider could not pay the money back; it is account credit again.</summary>
/// <param name="AggregateId">The invoice that the payment was for.</param>
/// <param name="Reason">In the words of whoever wanted it refunded.</param>
public sealed record RefundFailed(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    Subject? Source,
    EventCustomer Customer,
    EventMoney Amount,
    string Reason) : ISubjectEvent;

/// <summary>An invoice was taken out of force: nothing is due on it, and nothing was paid.</summary>
/// <param name="AggregateId">The invoice.</param>
public sealed record InvoiceVoided(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    Subject? Source,
    EventCustomer Customer,
    EventMoney Total,
    string Reason) : ISubjectEvent;

/// <summary>Nobody asks for the money of an invoice any more. It may still come in.</summary>
/// <param name="AggregateId">The invoice.</param>
/// <param name="AmountDue">What is marked uncollectible.</param>
public sealed record InvoiceMarkedUncollectible(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    Subject? Source,
    EventCustomer Customer,
    EventMoney AmountDue,
    string Reason) : ISubjectEvent;

/// <summary>What one invoice of a dunning case asks for.</summary>
public sealed record EventOpenInvoice(Guid Id, string Number, EventMoney AmountDue, DateOnly DueDate);

/// <summary>A payment failed, or did not come in: the recovery of what a subscription owes has begun.</summary>
/// <param name="AggregateId">The dunning case.</param>
/// <param name="Subject">The case; so in all events about it.</param>
/// <param name="Source">The unpaid subscription; null for a one-off. So in all events about the case.</param>
/// <param name="Cause">expired_card, wrong_details, insufficient_funds, limit_exceeded, unknown, not_paid, confirmation_required, not_confirmed, disputed or returned.</param>
public sealed record DunningStarted(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    Subject? Source,
    EventCustomer Customer,
    EventMoney AmountDue,
    string Cause) : ISubjectEvent;

/// <summary>A step of a case's schedule is to be done now. Billing does the retries itself: what became of one is an event of its own.</summary>
/// <param name="AggregateId">The dunning case.</param>
/// <param name="Step">mail, banner, notice or restrict.</param>
/// <param name="Template">Of a mail or a notice; empty otherwise.</param>
/// <param name="Cause">As it is now; see <see cref="DunningStarted"/>.</param>
/// <param name="MethodMustChange">Another try with the same payment method makes no sense: no retry is offered.</param>
/// <param name="RestrictDate">First day of the restriction, in the customer's time zone; null where none is to come, or it is in force.</param>
/// <param name="FinalDate">Day of the final action.</param>
/// <param name="FinalAction">close, keep or write_off.</param>
/// <param name="Access">What the customer has of the service by then: full, restricted (as an earlier notice had announced), paused or ended, where the subscription is over.</param>
/// <param name="LinkToken">Of a mail or a notice: leads to the page of this case without sign-in. A secret of the addressee.</param>
/// <param name="LinkExpiresAt">The link is of no use from then on.</param>
public sealed record DunningStepDue(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    Subject? Source,
    EventCustomer Customer,
    EventMoney AmountDue,
    string Step,
    string Template,
    string Cause,
    bool MethodMustChange,
    DateOnly? RestrictDate,
    DateOnly FinalDate,
    string FinalAction,
    string Access,
    IReadOnlyList<EventOpenInvoice> Invoices,
    [property: SecretValue] string LinkToken,
    DateTimeOffset? LinkExpiresAt) : ISubjectEvent;

/// <summary>Something was decided about a case beside its schedule.</summary>
/// <param name="AggregateId">The dunning case.</param>
/// <param name="Change">paused, resumed, extended, retry_scheduled, help_asked or mail_bounced.</param>
/// <param name="Reason">In the words of the person who decided it; may be empty.</param>
/// <param name="Date">The day that a retry was scheduled for, or the new day of the next step; null where there is none.</param>
/// <param name="RestrictDate">
/// First day of a restriction that a notice has promised and that is still to come, as it holds now; null where there is none, and while the clock stands still.
/// </param>
/// <param name="FinalDate">Day of the final action, as it holds now; null while the clock stands still.</param>
public sealed record DunningCaseChanged(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    Subject? Source,
    EventCustomer Customer,
    string Change,
    string Reason,
    DateOnly? Date,
    DateOnly? RestrictDate,
    DateOnly? FinalDate) : ISubjectEvent;

/// <summary>A case that was recovered is so no more: the bank took back what had been paid. The invoice is asked for by a later case, where one was opened.</summary>
/// <param name="AggregateId">The dunning case.</param>
/// <param name="Cause">Of the case; see <see cref="DunningStarted"/>.</param>
public sealed record DunningRecoveryLost(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    Subject? Source,
    EventCustomer Customer,
    string Cause) : ISubjectEvent;

/// <summary>A case is over without its final action, or was paid after it, or after staff had ended it: a restriction is lifted.</summary>
/// <param name="AggregateId">The dunning case.</param>
/// <param name="Resolution">paid, settled (a credit note or a void left nothing to pay), written_off or by_staff (what is due stays due).</param>
/// <param name="Recovered">What was paid of it.</param>
/// <param name="Reason">In the words of the staff who resolved it; empty otherwise.</param>
public sealed record DunningResolved(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    Subject? Source,
    EventCustomer Customer,
    string Resolution,
    EventMoney Recovered,
    string Cause,
    string Reason) : ISubjectEvent;

/// <summary>All steps of a case were done in vain: its final action is to be taken. Billing writes off by itself; Subscriptions closes.</summary>
/// <param name="AggregateId">The dunning case.</param>
/// <param name="FinalAction">close, keep or write_off, which lifts a restriction.</param>
public sealed record DunningExhausted(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    Subject? Source,
    EventCustomer Customer,
    EventMoney AmountDue,
    string Cause,
    string FinalAction) : ISubjectEvent;
