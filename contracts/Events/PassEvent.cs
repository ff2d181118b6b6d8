using System.Text.Json.Serialization;

namespace Contracts.Events;

/// <summary>
/// Something that happened to a class pass. Its events are counted in the transaction in which they happen, as a subscription's are, so that a consumer can
/// apply them in their order and notices one that is missing.
/// </summary>
public abstract record PassEvent : ISubjectEvent
{
    public abstract Guid EventId { get; init; }

    /// <summary>The pass.</summary>
    public abstract Guid AggregateId { get; init; }

    public abstract EventActor Actor { get; init; }

    public abstract DateTimeOffset OccurredAt { get; init; }

    /// <summary>The pass: its number, and its template's name as it was at the sale.</summary>
    public abstract Subject Subject { get; init; }

    /// <summary>The buyer.</summary>
    public abstract EventCustomer Customer { get; init; }

    /// <summary>The pass after it.</summary>
    public abstract EventPass Pass { get; init; }

    Subject? ISubjectEvent.Source => null;

    /// <summary>Number among the events of its pass: 1 for the first, without gaps.</summary>
    [JsonRequired]
    public int Sequence { get; init; }
}

/// <summary>A pass as an event leaves it. Dates are civil, in the buyer's time zone.</summary>
/// <param name="State">awaiting_payment, active, frozen, used_up, expired or withdrawn.</param>
/// <param name="StartDate">Null until the first visit where that is the start, and until it is paid where it was bought online.</param>
/// <param name="EndDate">First day on which it is over; null where it has none, or has not started.</param>
/// <param name="GraceEndDate">First day on which classes that are left can no longer be used.</param>
/// <param name="TotalClasses">Those sold and every bonus.</param>
/// <param name="UsedClasses">Visits and missed classes that count.</param>
/// <param name="RemainingClasses">What the ledger comes to; 0 when it is used up, expired or withdrawn.</param>
public sealed record EventPass(
    string State,
    DateOnly? StartDate,
    DateOnly? EndDate,
    DateOnly? GraceEndDate,
    int TotalClasses,
    int UsedClasses,
    int RemainingClasses);
