using Contracts.Events;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Subscriptions.Passes;

/// <summary>Settlement of what a withdrawal refunds.</summary>
public enum PassSettlement
{
    AccountCredit,

    /// <summary>What was paid by card goes back to the card; the rest becomes account credit.</summary>
    Refund,
}

/// <summary>That a pass was withdrawn, and what that credited.</summary>
public sealed class PassWithdrawal
{
    private PassWithdrawal()
    {
    }

    /// <summary>Of the classes sold; bonus classes are used last and give nothing back.</summary>
    public int UnusedClasses { get; private init; }

    /// <summary>In whole units of the pass's currency, without tax.</summary>
    public decimal Credit { get; private init; }

    public PassSettlement Settlement { get; private init; }

    /// <summary>Its invoice was voided or written off before it was paid: nothing was ever sold.</summary>
    public bool Unpaid { get; private init; }

    public string Reason { get; private init; } = "";

    /// <summary>staff or application.</summary>
    public string ActorKind { get; private init; } = "";

    public string ActorId { get; private init; } = "";

    public string ActorName { get; private init; } = "";

    public DateTimeOffset At { get; private init; }

    public EventActor Actor => new(ActorKind, ActorId, ActorName);

    internal static PassWithdrawal Create(
        int unused, decimal credit, PassSettlement settlement, string reason, EventActor actor, DateTimeOffset now) => new()
        {
            UnusedClasses = unused,
            Credit = credit,
            Settlement = settlement,
            Reason = reason,
            ActorKind = actor.Kind,
            ActorId = actor.Id,
            ActorName = actor.Name,
            At = now,
        };

    /// <summary>Of a pass whose invoice will not be paid: there is nothing to credit.</summary>
    internal static PassWithdrawal OfUnpaid(int unused, EventActor actor, DateTimeOffset now) => new()
    {
        Unpaid = true, UnusedClasses = unused, ActorKind = actor.Kind, ActorId = actor.Id, ActorName = actor.Name, At = now,
    };

    internal static void Map(OwnedNavigationBuilder<Pass, PassWithdrawal> withdrawal)
    {
        withdrawal.Property(w => w.Settlement).HasConversion<string>().HasMaxLength(20);
        withdrawal.Property(w => w.Reason).HasMaxLength(500);
        withdrawal.Property(w => w.ActorKind).HasMaxLength(20);
        withdrawal.Property(w => w.ActorId).HasMaxLength(100);
        withdrawal.Property(w => w.ActorName).HasMaxLength(100);
        withdrawal.Ignore(w => w.Actor);
    }
}
