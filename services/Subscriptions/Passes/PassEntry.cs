using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Subscriptions.Passes;

/// <summary>Why the classes, the end or the state of a pass changed (domain.md C13).</summary>
public enum PassEntryKind
{
    Grant,
    Use,
    Bonus,
    Extend,
    Freeze,
    Unfreeze,
    Expire,
    Reverse,
    Withdraw,
    Activate,
}

/// <summary>One line of the append-only ledger of a pass, whose sum is what is left.</summary>
public sealed class PassEntry
{
    private PassEntry()
    {
    }

    public Guid PassId { get; private init; }

    /// <summary>From 1, without gaps.</summary>
    public int Position { get; private init; }

    public PassEntryKind Kind { get; private init; }

    /// <summary>Signed; 0 where only dates or the state change.</summary>
    public int Classes { get; private init; }

    /// <summary>Left after it.</summary>
    public int Balance { get; private init; }

    public DateTimeOffset At { get; private init; }

    /// <summary>staff, customer, application or system.</summary>
    public string ActorKind { get; private init; } = "";

    public string ActorId { get; private init; } = "";

    public string ActorName { get; private init; } = "";

    /// <summary>In the words of the person; may be empty.</summary>
    public string Reason { get; private init; } = "";

    /// <summary>Of a use and of what undoes it.</summary>
    public Guid? VisitId { get; private init; }

    /// <summary>End before and after it, where it moved.</summary>
    public DateOnly? OldEnd { get; private init; }

    public DateOnly? NewEnd { get; private init; }

    /// <summary>Days of a freeze: [start, end); the end is null while it is open.</summary>
    public DateOnly? FreezeStart { get; private init; }

    public DateOnly? FreezeEnd { get; private init; }

    public EventActor Actor => new(ActorKind, ActorId, ActorName);

    internal static PassEntry Create(Guid passId, int position, int balance, PassChange change, EventActor actor, DateTimeOffset now) => new()
    {
        PassId = passId,
        Position = position,
        Kind = change.Kind,
        Classes = change.Classes,
        Balance = balance,
        At = now,
        ActorKind = actor.Kind,
        ActorId = actor.Id,
        ActorName = actor.Name,
        Reason = change.Reason,
        VisitId = change.VisitId,
        OldEnd = change.OldEnd,
        NewEnd = change.NewEnd,
        FreezeStart = change.FreezeStart,
        FreezeEnd = change.FreezeEnd,
    };

    internal sealed class Mapping : IEntityTypeConfiguration<PassEntry>
    {
        public void Configure(EntityTypeBuilder<PassEntry> builder)
        {
            builder.ToTable("PassEntries");
            // Two that were made at one moment would have one position: the second one is refused.
            builder.HasKey(e => new { e.PassId, e.Position });
            builder.Property(e => e.Position).ValueGeneratedNever();
            builder.Property(e => e.Kind).HasConversion<string>().HasMaxLength(10);
            builder.Property(e => e.ActorKind).HasMaxLength(20);
            builder.Property(e => e.ActorId).HasMaxLength(100);
            builder.Property(e => e.ActorName).HasMaxLength(100);
            builder.Property(e => e.Reason).HasMaxLength(500);
            builder.Ignore(e => e.Actor);
        }
    }
}

/// <summary>What a line of the ledger says.</summary>
internal sealed record PassChange(PassEntryKind Kind, int Classes = 0, string Reason = "")
{
    public Guid? VisitId { get; init; }

    public DateOnly? OldEnd { get; init; }

    public DateOnly? NewEnd { get; init; }

    public DateOnly? FreezeStart { get; init; }

    public DateOnly? FreezeEnd { get; init; }
}
