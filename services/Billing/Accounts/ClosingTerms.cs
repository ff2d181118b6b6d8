using Billing.Forgone;
using Billing.Refunds;
using Contracts.Events;

namespace Billing.Accounts;

/// <summary>What the close of a subscription gives back, and who decided it.</summary>
public sealed record ClosingTerms
{
    /// <summary>The event that told of the close.</summary>
    public required Guid EventId { get; init; }

    /// <summary>When Billing heard of it.</summary>
    public required DateTimeOffset HeardAt { get; init; }

    /// <summary>none, prorated or full.</summary>
    public required string Credit { get; init; }

    /// <summary>Where goes what was paid of it: account_credit or refund.</summary>
    public required string Settlement { get; init; }

    /// <summary>First day of the billed period that was not used: the first day without service, moved back by days that pauses have kept.</summary>
    public required DateOnly EndDate { get; init; }

    /// <summary>Start of the period that ran at the close; null when there was none.</summary>
    public required DateOnly? PeriodStart { get; init; }

    /// <summary>Source of the invoice that billed the rest of that period after a change within it; null: the period's own did.</summary>
    public required Guid? BilledBy { get; init; }

    public required string ActorKind { get; init; }

    public required string ActorId { get; init; }

    public required string ActorName { get; init; }

    public bool Refunds => Settlement == ClosingRefund.Settlement;

    internal GivenBack Given => new(Credit, PeriodStart, BilledBy, EndDate);

    public EventActor Actor => new(ActorKind, ActorId, ActorName);

    /// <summary>
    /// Whether the close has waited for an invoice: the one that bills the rest of its period. All that went before in the period is invoiced by
    /// then, so that whichever event came first, the same is credited in the same order.
    /// </summary>
    /// <param name="periodStart">Of the period that the invoice is about.</param>
    /// <param name="source">Of the change that it bills; null for the period's own.</param>
    public bool WaitsFor(DateOnly periodStart, Guid? source) => PeriodStart == periodStart && BilledBy == source;
}
