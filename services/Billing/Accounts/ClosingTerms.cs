using Contracts.Events;

namespace Billing.Accounts;

/// <summary>What the close of a subscription credits, and who decided it.</summary>
public sealed record ClosingTerms
{
    /// <summary>Of the close.</summary>
    public required Guid EventId { get; init; }

    /// <summary>none, prorated or full.</summary>
    public required string Credit { get; init; }

    /// <summary>Where what was paid of it goes: account_credit or refund.</summary>
    public required string Settlement { get; init; }

    /// <summary>Until then it can be undone, and what it credits is reserved; null when it is final.</summary>
    public required DateTimeOffset? UndoUntil { get; init; }

    public required string ActorKind { get; init; }

    public required string ActorId { get; init; }

    public required string ActorName { get; init; }

    public bool Refunds => Settlement == Settlements.Refund;

    public EventActor Actor => new(ActorKind, ActorId, ActorName);
}
