namespace Contracts.Events;

/// <summary>A mail reached the mail server (or the outbox folder).</summary>
/// <param name="AggregateId">The mail.</param>
/// <param name="Template">Which mail: subscription_closed, quotation ...</param>
/// <param name="SubscriptionId">The order that it was about; null when none.</param>
public sealed record NoticeDelivered(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Guid? SubscriptionId,
    Guid? CustomerId,
    string Template) : IEvent;
