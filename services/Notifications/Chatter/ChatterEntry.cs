using Contracts.Events;
using Contracts.Notifications.V1;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;

namespace Notifications.Chatter;

/// <summary>
/// One entry of the chatter. Never changed, never deleted. <see cref="Entity.CreatedAt"/> is when it occurred, not when
/// this service heard of it; the entry of an event has the event's id, so that no event can ever be entered twice.
/// </summary>
public sealed class ChatterEntry : Entity
{
    private ChatterEntry()
    {
    }

    /// <summary>Sorts entries of one instant; see <see cref="EntryOrder"/>.</summary>
    public long Place { get; private init; }

    /// <summary>Kind of what it stands with; see <see cref="ChatterThread"/>.</summary>
    public string ThreadKind { get; private init; } = "";

    public Guid ThreadId { get; private init; }

    /// <summary>Kind of what it is about: that, or an invoice of it.</summary>
    public string SubjectKind { get; private init; } = "";

    public Guid SubjectId { get; private init; }

    /// <summary>For people: S00042, INV/2026/00017; empty where it has none.</summary>
    public string SubjectNumber { get; private init; } = "";

    /// <summary>The dunning case with which it is shown too, as it is about an invoice of that; null for none.</summary>
    public Guid? DunningCaseId { get; private init; }

    /// <summary>Whose subject it is; no other customer may read of it.</summary>
    public Guid CustomerId { get; private init; }

    public ChatterKind Kind { get; private init; }

    /// <summary>staff, customer, application or system.</summary>
    public string ActorKind { get; private init; } = "";

    public string ActorId { get; private init; } = "";

    public string ActorName { get; private init; } = "";

    /// <summary>lower_snake_case; empty when the stage did not change.</summary>
    public string OldStage { get; private init; } = "";

    public string NewStage { get; private init; } = "";

    /// <summary>First day without service, in the customer's time zone; set by closes.</summary>
    public DateOnly? EndDate { get; private init; }

    /// <summary>The close reason per language, or the typed text under "en"; empty otherwise.</summary>
    public IReadOnlyDictionary<string, string> Reason { get; private init; } = new Dictionary<string, string>();

    /// <summary>The note, or the comment added to the reason.</summary>
    public string Text { get; private init; } = "";

    /// <summary>Number of the invoice or credit note, subject of the mail.</summary>
    public string Reference { get; private init; } = "";

    /// <summary>In whole units of <see cref="Currency"/>; null when no money is spoken of.</summary>
    public decimal? Amount { get; private init; }

    /// <summary>ISO 4217; empty without an amount.</summary>
    public string Currency { get; private init; } = "";

    public bool VisibleToCustomer { get; private init; }

    /// <summary>What it stands with, by kind and id only.</summary>
    public Subject Thread => Contracts.Events.Subject.WithoutName(ThreadKind, ThreadId);

    /// <summary>What it is about, without its name.</summary>
    public Subject Subject => Contracts.Events.Subject.WithoutName(SubjectKind, SubjectId, SubjectNumber);

    public EventActor Actor => new(ActorKind, ActorId, ActorName);

    /// <param name="id">The event's, or a new one when no event stands behind the entry.</param>
    /// <param name="place">See <see cref="EntryOrder"/>; the id's own when null.</param>
    public static ChatterEntry Write(
        Guid id, ChatterThread thread, Subject subject, Guid customerId, ChatterKind kind, EventActor actor, DateTimeOffset occurredAt, bool visibleToCustomer,
        ChatterDetails? details = null, long? place = null)
    {
        details ??= new ChatterDetails();
        return new ChatterEntry
        {
            Id = id,
            CreatedAt = occurredAt,
            UpdatedAt = occurredAt,
            Place = place ?? EntryOrder.Of(id),
            ThreadKind = thread.Kind,
            ThreadId = thread.Id,
            SubjectKind = subject.Kind,
            SubjectId = subject.Id,
            SubjectNumber = subject.Number,
            DunningCaseId = details.DunningCaseId,
            CustomerId = customerId,
            Kind = kind,
            ActorKind = actor.Kind,
            ActorId = actor.Id,
            ActorName = actor.Name,
            VisibleToCustomer = visibleToCustomer,
            OldStage = details.OldStage,
            NewStage = details.NewStage,
            EndDate = details.EndDate,
            Reason = details.Reason?.Text ?? new Dictionary<string, string>(),
            Text = details.Reason?.Comment ?? details.Text,
            Reference = details.Reference,
            Amount = details.Amount?.Amount,
            Currency = details.Amount?.Currency ?? "",
        };
    }

    internal sealed class Mapping : IEntityTypeConfiguration<ChatterEntry>
    {
        public void Configure(EntityTypeBuilder<ChatterEntry> builder)
        {
            builder.ToTable("ChatterEntries");
            builder.Ignore(e => e.Actor);
            builder.Ignore(e => e.Subject);
            builder.Ignore(e => e.Thread);
            builder.Property(e => e.ThreadKind).HasMaxLength(SubjectKinds.MaximumLength);
            builder.Property(e => e.SubjectKind).HasMaxLength(SubjectKinds.MaximumLength);
            builder.Property(e => e.SubjectNumber).HasMaxLength(30);
            builder.Property(e => e.Kind).HasConversion<string>().HasMaxLength(30);
            builder.Property(e => e.ActorKind).HasMaxLength(20);
            builder.Property(e => e.ActorId).HasMaxLength(100);
            builder.Property(e => e.ActorName).HasMaxLength(200);
            builder.Property(e => e.OldStage).HasMaxLength(30);
            builder.Property(e => e.NewStage).HasMaxLength(30);
            builder.Property(e => e.Reason).IsLocalizedText();
            builder.Property(e => e.Text).HasMaxLength(1000);
            builder.Property(e => e.Reference).HasMaxLength(300);
            builder.Property(e => e.Currency).HasMaxLength(3);
            builder.HasIndex(e => new { e.ThreadId, e.CreatedAt, e.Place, e.Id });
            builder.HasIndex(e => new { e.SubjectId, e.CreatedAt, e.Place, e.Id });
            builder.HasIndex(e => new { e.DunningCaseId, e.CreatedAt, e.Place, e.Id });
        }
    }
}

/// <summary>What an entry says beside who, when and what; see <see cref="ChatterEntry"/> for the members' meaning.</summary>
public sealed record ChatterDetails
{
    public string OldStage { get; init; } = "";

    public string NewStage { get; init; } = "";

    public DateOnly? EndDate { get; init; }

    /// <summary>Its comment becomes the entry's text.</summary>
    public EventCloseReason? Reason { get; init; }

    public string Text { get; init; } = "";

    public string Reference { get; init; } = "";

    public EventMoney? Amount { get; init; }

    public Guid? DunningCaseId { get; init; }
}
