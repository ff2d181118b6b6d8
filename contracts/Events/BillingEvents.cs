using System.Text.Json.Serialization;

namespace Contracts.Events;

/// <summary>An invoice became final and is due.</summary>
/// <param name="AggregateId">The invoice.</param>
/// <param name="Subject">The invoice; so in all events about it.</param>
/// <param name="Source">The subscription that it bills; null for a one-off beside any. So in all events about that invoice.</param>
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
    DateOnly DueDate) : ISubjectEvent;

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
/// <param name="Method">bank_transfer, cash, cheque, card or other.</param>
/// <param name="InvoicePaid">Nothing is left due.</param>
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
    bool InvoicePaid) : ISubjectEvent;

/// <summary>A try to charge the customer's payment method failed; the invoice stays due.</summary>
/// <param name="AggregateId">The invoice.</param>
/// <param name="Amount">What was to be charged.</param>
/// <param name="Cause">expired_card, wrong_details, insufficient_funds, limit_exceeded or unknown; nothing that a customer must not know.</param>
/// <param name="AttemptNumber">1 for the first of the invoice.</param>
/// <param name="MethodMustChange">No further try is made before the customer changes the payment method.</param>
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
    bool MethodMustChange) : ISubjectEvent;

/// <summary>Part or all of an invoice was taken back.</summary>
/// <param name="AggregateId">The credit note.</param>
/// <param name="Subject">The invoice that it is against.</param>
/// <param name="Number">CN/2026/00003.</param>
/// <param name="Reason">In the words of whoever made it; empty when a close did.</param>
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
/// <param name="Reason">credit_note, overpaid, applied, invoice_voided, refunded, refund_failed, given or taken_back.</param>
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
/// <param name="Method">bank_transfer, cash, cheque, card or other.</param>
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
/// <param name="AmountDue">What is given up.</param>
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
