using Contracts.Events;

namespace Billing.Accounts;

/// <summary>What the close of a subscription gives back, and who decided it.</summary>
public sealed class ClosingTerms
{
    /// <summary>The event that told of the close.</summary>
    public required Guid EventId { get; init; }

    /// <summary>none, prorated or full.</summary>
    public required string Credit { get; init; }

    /// <summary>First day of the billed period that was not used: the first day without service, moved back by days that pauses have kept.</summary>
    public required DateOnly EndDate { get; init; }

    /// <summary>Start of the period that ran at the close; null when there was none.</summary>
    public required DateOnly? PeriodStart { get; init; }

    public required string ActorKind { get; init; }

    public required string ActorId { get; init; }

    public required string ActorName { get; init; }

    public EventActor Actor => new(ActorKind, ActorId, ActorName);
}
