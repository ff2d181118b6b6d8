namespace Contracts.Events;

/// <summary>An invoice became final and is due.</summary>
/// <param name="AggregateId">The invoice.</param>
/// <param name="Number">INV/2026/00017.</param>
/// <param name="PeriodStart">Period billed, [start, end), in the customer's time zone.</param>
public sealed record InvoiceIssued(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    EventOrder Order,
    EventCustomer Customer,
    string Number,
    EventMoney Total,
    DateOnly PeriodStart,
    DateOnly PeriodEnd,
    DateOnly DueDate) : IEvent;

/// <summary>Money came in for an invoice.</summary>
/// <param name="AggregateId">The invoice.</param>
/// <param name="Method">bank_transfer, cash, cheque, card or other.</param>
/// <param name="InvoicePaid">Nothing is left due.</param>
public sealed record PaymentSucceeded(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    EventOrder Order,
    EventCustomer Customer,
    string InvoiceNumber,
    EventMoney Amount,
    string Method,
    string Reference,
    bool InvoicePaid) : IEvent;

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
    EventOrder Order,
    EventCustomer Customer,
    string InvoiceNumber,
    EventMoney Amount,
    string Cause,
    int AttemptNumber,
    bool MethodMustChange) : IEvent;

/// <summary>Part or all of an invoice was taken back.</summary>
/// <param name="AggregateId">The credit note.</param>
/// <param name="Number">CN/2026/00003.</param>
public sealed record CreditNoteIssued(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    EventOrder Order,
    EventCustomer Customer,
    string Number,
    string InvoiceNumber,
    EventMoney Total) : IEvent;
