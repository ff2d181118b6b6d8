using System.Text.Json.Serialization;

namespace Contracts.Events;

/// <summary>
/// Something that happened to a subscription. Its events are counted in the transaction in which they happen, so that a consumer can apply
/// them in their order, whichever arrives first, and notices one that is missing.
/// </summary>
public abstract record SubscriptionEvent : ISubjectEvent
{
    public abstract Guid EventId { get; init; }

    /// <summary>The subscription.</summary>
    public abstract Guid AggregateId { get; init; }

    public abstract EventActor Actor { get; init; }

    public abstract DateTimeOffset OccurredAt { get; init; }

    public abstract Subject Subject { get; init; }

    public abstract EventCustomer Customer { get; init; }

    Subject? ISubjectEvent.Source => null;

    /// <summary>Number among the events of its subscription: 1 for the first, without gaps.</summary>
    [JsonRequired]
    public int Sequence { get; init; }
}
