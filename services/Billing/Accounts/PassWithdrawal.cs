using Contracts.Events;

namespace Billing.Accounts;

/// <summary>What the withdrawal of a pass credits, and who decided it.</summary>
public sealed record PassWithdrawal
{
    /// <summary>Of the withdrawal.</summary>
    public required Guid EventId { get; init; }

    /// <summary>Of those sold; bonus classes give nothing back.</summary>
    public required int UnusedClasses { get; init; }

    public required int SoldClasses { get; init; }

    /// <summary>What they come to, without tax, in the invoice's currency.</summary>
    public required decimal Credit { get; init; }

    /// <summary>Where what was paid of it goes: account_credit or refund.</summary>
    public required string Settlement { get; init; }

    public required string ActorKind { get; init; }

    public required string ActorId { get; init; }

    public required string ActorName { get; init; }

    public bool Refunds => Settlement == Settlements.Refund;

    public EventActor Actor => new(ActorKind, ActorId, ActorName);

    internal static PassWithdrawal Of(PassWithdrawn e) => new()
    {
        EventId = e.EventId,
        UnusedClasses = e.UnusedClasses,
        SoldClasses = e.SoldClasses,
        Credit = e.Credit.Amount,
        Settlement = e.Settlement,
        ActorKind = e.Actor.Kind,
        ActorId = e.Actor.Id,
        ActorName = e.Actor.Name,
    };
}
