using System.Text.Json.Serialization;

namespace Contracts.Events;

/// <summary>A mail reached the mail server (or the outbox folder).</summary>
/// <param name="AggregateId">The mail.</param>
/// <param name="Template">Which mail: subscription_closed, quotation ...</param>
/// <param name="Subject">What it was about, without its name; null for a sign-in link.</param>
/// <param name="OccurredAt">When the mail server accepted it; of a report that it arrived after all, when it did.</param>
/// <param name="Address">Where it was sent to.</param>
/// <param name="SentAt">When the mail server had accepted it.</param>
/// <param name="CauseId">The event that called for the mail; an id of its own where none did.</param>
public sealed record NoticeDelivered(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject? Subject,
    Guid? CustomerId,
    string Template,
    string Address,
    DateTimeOffset SentAt,
    Guid CauseId) : IEvent;

/// <summary>Mails reached the mail server one after the other: a <see cref="NoticeDelivered"/> for each of up to 50.</summary>
/// <param name="AggregateId">The batch.</param>
public sealed record NoticesDelivered(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    IReadOnlyList<NoticeDelivered> Notices) : IEventBatch
{
    [JsonIgnore]
    IReadOnlyList<IEvent> IEventBatch.Each => Notices;
}

/// <summary>A mail did not reach its recipient: it came back after a mail server had accepted it, or the server refused the address for good.</summary>
/// <param name="AggregateId">The mail.</param>
/// <param name="OccurredAt">When it was known to have come back.</param>
/// <param name="Subject">What it was about, without its name; null for a sign-in link.</param>
/// <param name="Template">Which mail: subscription_closed, quotation ...</param>
/// <param name="Address">Where it was sent to.</param>
/// <param name="Permanent">The address will never take mail.</param>
/// <param name="Diagnostic">What the server said, at most 200 characters; may be empty.</param>
/// <param name="SentAt">When the mail server had accepted it; null when it never did.</param>
/// <param name="CauseId">The event that called for the mail; an id of its own where none did.</param>
public sealed record NoticeBounced(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject? Subject,
    Guid? CustomerId,
    string Template,
    string Address,
    bool Permanent,
    string Diagnostic,
    DateTimeOffset? SentAt,
    Guid CauseId) : IEvent;
