using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;
using ServiceDefaults.Errors;
using Subscriptions.Customers;

namespace Subscriptions.Passes;

/// <summary>What became of a client's class.</summary>
public enum VisitState
{
    Attended,
    LateCancel,
    NoShow,

    /// <summary>It was entered by mistake.</summary>
    Undone,
}

/// <summary>One client at one class, or missing one, with the pass that it counts for.</summary>
public sealed class Visit : Entity
{
    private Visit()
    {
    }

    public Guid PassId { get; private init; }

    public Pass Pass { get; private init; } = null!;

    public Guid CustomerId { get; private init; }

    public Customer Customer { get; private init; } = null!;

    /// <summary>Null where the caller did not tell.</summary>
    public Guid? ClassTypeId { get; private init; }

    /// <summary>Text per language, as it was named then; empty where the caller did not tell.</summary>
    public IReadOnlyDictionary<string, string> ClassTypeName { get; private init; } = new Dictionary<string, string>();

    /// <summary>When the class was.</summary>
    public DateTimeOffset At { get; private init; }

    public VisitState State { get; private set; }

    /// <summary>That it uses: 1 or 0.</summary>
    public int Classes { get; private set; }

    /// <summary>staff, customer or application.</summary>
    public string ActorKind { get; private init; } = "";

    public string ActorId { get; private init; } = "";

    public string ActorName { get; private init; } = "";

    public DateTimeOffset? UndoneAt { get; private set; }

    /// <summary>Of the one who undid it; empty as long as it stands.</summary>
    public string UndoActorKind { get; private set; } = "";

    public string UndoActorId { get; private set; } = "";

    public string UndoActorName { get; private set; } = "";

    public string UndoReason { get; private set; } = "";

    public EventActor Actor => new(ActorKind, ActorId, ActorName);

    public EventActor UndoActor => new(UndoActorKind, UndoActorId, UndoActorName);

    internal static Visit Create(Pass pass, Customer client, VisitFacts facts, EventActor actor, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CreatedAt = now,
        UpdatedAt = now,
        PassId = pass.Id,
        Pass = pass,
        CustomerId = client.Id,
        Customer = client,
        ClassTypeId = facts.ClassTypeId,
        ClassTypeName = facts.ClassTypeName,
        At = facts.At,
        State = facts.State,
        Classes = pass.ClassesOf(facts),
        ActorKind = actor.Kind,
        ActorId = actor.Id,
        ActorName = actor.Name,
    };

    internal void Undo(string reason, EventActor actor, DateTimeOffset now)
    {
        if (State == VisitState.Undone)
        {
            throw DomainException.FailedPrecondition("ALREADY_UNDONE", "The visit was undone already.");
        }

        (State, Classes, UndoReason, UndoneAt) = (VisitState.Undone, 0, reason, now);
        (UndoActorKind, UndoActorId, UndoActorName) = actor;
        UpdatedAt = now;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Visit>
    {
        public void Configure(EntityTypeBuilder<Visit> builder)
        {
            builder.ToTable("Visits");
            builder.Property(v => v.ClassTypeName).IsLocalizedText();
            builder.Property(v => v.State).HasConversion<string>().HasMaxLength(20);
            builder.Property(v => v.ActorKind).HasMaxLength(20);
            builder.Property(v => v.ActorId).HasMaxLength(100);
            builder.Property(v => v.ActorName).HasMaxLength(100);
            builder.Property(v => v.UndoActorKind).HasMaxLength(20);
            builder.Property(v => v.UndoActorId).HasMaxLength(100);
            builder.Property(v => v.UndoActorName).HasMaxLength(100);
            builder.Property(v => v.UndoReason).HasMaxLength(500);
            builder.Ignore(v => v.Actor);
            builder.Ignore(v => v.UndoActor);
            builder.HasOne(v => v.Pass).WithMany().HasForeignKey(v => v.PassId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(v => v.Customer).WithMany().HasForeignKey(v => v.CustomerId).OnDelete(DeleteBehavior.Restrict);
            builder.HasIndex(v => new { v.PassId, v.At });
            builder.HasIndex(v => new { v.CustomerId, v.At });
            builder.HasIndex(v => v.At);
            builder.HasIndex(v => new { v.CreatedAt, v.Id });
        }
    }
}

/// <summary>A visit as it was asked for.</summary>
/// <param name="ClassTypeId">Null where the caller did not tell.</param>
/// <param name="At">When the class was.</param>
/// <param name="CancelledAt">Of a late cancellation.</param>
internal sealed record VisitFacts(
    Guid? ClassTypeId,
    IReadOnlyDictionary<string, string> ClassTypeName,
    DateTimeOffset At,
    VisitState State = VisitState.Attended,
    DateTimeOffset? CancelledAt = null);
