using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;

namespace Subscriptions.Passes;

/// <summary>
/// What passes know of the subscription that brings them, told by its events in whatever order they come: of two the one that happened later holds.
/// </summary>
public sealed class GrantingOrder : Entity
{
    private GrantingOrder()
    {
    }

    /// <summary>Number of the event that <see cref="EndDate"/> and <see cref="PauseDate"/> come from.</summary>
    public int StageSequence { get; private set; }

    /// <summary>First day without service, where it is closed; null while it is not.</summary>
    public DateOnly? EndDate { get; private set; }

    /// <summary>Since when it is paused; null while it is not.</summary>
    public DateOnly? PauseDate { get; private set; }

    /// <summary>Number of the event that has lifted its last restriction.</summary>
    public int RestoredSequence { get; private set; }

    /// <summary>Since when it is restricted for want of payment; null while it is not.</summary>
    public DateTimeOffset? RestrictedAt { get; private set; }

    /// <summary>Number of the event that has restricted it last.</summary>
    public int RestrictedSequence { get; private set; }

    /// <summary>The last period whose pass waits for the end of a restriction, or for what its plan grants to be known here; null where none does.</summary>
    public StartedPeriod? Withheld { get; private set; }

    /// <param name="id">The subscription's.</param>
    internal static GrantingOrder Create(Guid id, DateTimeOffset now) => new() { Id = id, CreatedAt = now, UpdatedAt = now };

    /// <summary>A period has started, so it was neither closed nor paused at that moment.</summary>
    internal void Run(StartedPeriod period, DateTimeOffset now) => Become(null, null, period.Sequence, now);

    internal void Close(DateOnly end, int sequence, DateTimeOffset now) => Become(end, PauseDate, sequence, now);

    /// <summary>Its close was taken back: it is paused where it was before, and restricted no more.</summary>
    internal void UndoClose(int sequence, DateTimeOffset now)
    {
        Become(null, PauseDate, sequence, now);
        Restore(sequence, now);
    }

    internal void Pause(DateOnly day, int sequence, DateTimeOffset now) => Become(EndDate, day, sequence, now);

    internal void Go(int sequence, DateTimeOffset now) => Become(null, null, sequence, now);

    /// <param name="at">When it was restricted.</param>
    internal void Restrict(DateTimeOffset at, int sequence, DateTimeOffset now)
    {
        if (sequence > Math.Max(RestrictedSequence, RestoredSequence))
        {
            (RestrictedAt, RestrictedSequence, UpdatedAt) = (at, sequence, now);
        }
    }

    internal void Restore(int sequence, DateTimeOffset now)
    {
        RestoredSequence = Math.Max(RestoredSequence, sequence);
        RestrictedAt = RestoredSequence > RestrictedSequence ? null : RestrictedAt;
        UpdatedAt = now;
    }

    /// <summary>It is restricted as far as is known, so that the period brings nothing yet.</summary>
    internal bool Withholds(bool restricted, int sequence) => restricted && RestoredSequence < sequence;

    internal void Withhold(StartedPeriod period, DateTimeOffset now)
    {
        if (!(Withheld?.Sequence > period.Sequence))
        {
            Withheld = period;
            UpdatedAt = now;
        }
    }

    /// <summary>What waited up to this event waits no more: it is given now, or a later period is.</summary>
    internal void GiveWithheld(int sequence, DateTimeOffset now)
    {
        if (Withheld?.Sequence <= sequence)
        {
            (Withheld, UpdatedAt) = (null, now);
        }
    }

    private void Become(DateOnly? end, DateOnly? pause, int sequence, DateTimeOffset now)
    {
        if (sequence > StageSequence)
        {
            (EndDate, PauseDate, StageSequence, UpdatedAt) = (end, pause, sequence, now);
        }
    }

    internal sealed class Mapping : IEntityTypeConfiguration<GrantingOrder>
    {
        public void Configure(EntityTypeBuilder<GrantingOrder> builder)
        {
            builder.ToTable("GrantingOrders");
            builder.OwnsOne(o => o.Withheld, withheld =>
            {
                withheld.Property(w => w.Number).HasMaxLength(20);
                withheld.HasIndex(w => w.PlanId);
            });
        }
    }
}
