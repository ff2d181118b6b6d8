using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;

namespace Subscriptions.Access;

/// <summary>
/// What is known here of a dunning case. Its facts come from events in any order, repeated and late; each is kept by when it happened, so that all
/// orders of the same events leave the same record. What is to be done follows from the record alone: <see cref="Decide"/>.
/// </summary>
public sealed partial class DunningRecord : Entity
{
    private readonly List<DunningMail> _mails = [];
    private readonly List<DunningNotice> _notices = [];

    private DunningRecord()
    {
    }

    /// <summary>For people: DUN/2026/00012; empty until an event of the case is known.</summary>
    public string Number { get; private set; } = "";

    /// <summary>The unpaid one; null for a one-off beside any, and until an event of the case is known.</summary>
    public Guid? SubscriptionId { get; private set; }

    /// <summary>Null until it is known to have been opened.</summary>
    public DateTimeOffset? OpenedAt { get; private set; }

    /// <summary>expired_card, wrong_details, insufficient_funds, limit_exceeded, unknown, not_paid, confirmation_required, not_confirmed, disputed or returned, as it was opened for.</summary>
    public string Cause { get; private set; } = "";

    /// <summary>What the subscription brought in a month when the case was opened; in <see cref="Currency"/>.</summary>
    public decimal Mrr { get; private set; }

    /// <summary>ISO 4217, the subscription's; empty until the case is known to have been opened.</summary>
    public string Currency { get; private set; } = "";

    /// <summary>First day of the restriction that the newest notice promised, or staff have moved it to, where the customer is; null where none did.</summary>
    public DateOnly? RestrictDate { get; private set; }

    /// <summary>When that notice was due, or it was moved.</summary>
    public DateTimeOffset? RestrictPromisedAt { get; private set; }

    /// <summary>Day of the final action that the newest notice promised, or it was moved to; null where none was named.</summary>
    public DateOnly? FinalDate { get; private set; }

    /// <summary>When that notice was due, or it was moved.</summary>
    public DateTimeOffset? FinalPromisedAt { get; private set; }

    /// <summary>When the case came to its restriction; null before.</summary>
    public DateTimeOffset? RestrictAskedAt { get; private set; }

    /// <summary>When its steps had all been done in vain; null before.</summary>
    public DateTimeOffset? ExhaustedAt { get; private set; }

    /// <summary>close, keep or write_off; empty before it is exhausted.</summary>
    public string FinalAction { get; private set; } = "";

    /// <summary>When the final action was taken; null before.</summary>
    public DateTimeOffset? FinalActionAt { get; private set; }

    /// <summary>When it was resolved; null before.</summary>
    public DateTimeOffset? ResolvedAt { get; private set; }

    /// <summary>paid, settled, written_off or by_staff; empty before.</summary>
    public string Resolution { get; private set; } = "";

    /// <summary>When it was last resolved with nothing due; null when it never was.</summary>
    public DateTimeOffset? RecoveredAt { get; private set; }

    /// <summary>When the bank last took back what had been paid of it after it was recovered; null when it never did.</summary>
    public DateTimeOffset? RecoveryLostAt { get; private set; }

    /// <summary>Staff have paused it: nothing is done.</summary>
    public bool Paused { get; private set; }

    /// <summary>When it was paused or resumed last; null when it never was.</summary>
    public DateTimeOffset? PauseChangedAt { get; private set; }

    /// <summary>Its clock stands still, as staff have paused it or a mail came back: no day is promised.</summary>
    public bool ClockStopped { get; private set; }

    /// <summary>When its clock was stopped or went on last; null when it was never stopped.</summary>
    public DateTimeOffset? ClockChangedAt { get; private set; }

    /// <summary>Mails about it that mail servers had accepted before it was resolved.</summary>
    public int MessagesSent { get; private set; }

    /// <summary>When it restricted the subscription first; null when it never has.</summary>
    public DateTimeOffset? RestrictedAt { get; private set; }

    /// <summary>restrict or close: what was asked for and is withheld, as it was published last; empty when nothing is.</summary>
    public string WithheldStep { get; private set; } = "";

    /// <summary>NO_NOTICE, NOTICE_BOUNCED, NOTICE_LATE or NOT_YET.</summary>
    public string WithheldReason { get; private set; } = "";

    /// <summary>When what is withheld for its day only is to be looked at again; null when nothing is.</summary>
    public DateTimeOffset? NextCheckAt { get; private set; }

    public IReadOnlyList<DunningMail> Mails => _mails;

    public IReadOnlyList<DunningNotice> Notices => _notices;

    internal static DunningRecord Create(Guid caseId, DateTimeOffset now) => new() { Id = caseId, CreatedAt = now, UpdatedAt = now };

    internal sealed class Mapping : IEntityTypeConfiguration<DunningRecord>
    {
        public void Configure(EntityTypeBuilder<DunningRecord> builder)
        {
            builder.ToTable("DunningRecords");
            builder.Property(r => r.Number).HasMaxLength(20);
            builder.Property(r => r.Cause).HasMaxLength(30);
            builder.Property(r => r.Currency).HasMaxLength(3);
            builder.Property(r => r.FinalAction).HasMaxLength(20);
            builder.Property(r => r.Resolution).HasMaxLength(20);
            builder.Property(r => r.WithheldStep).HasMaxLength(20);
            builder.Property(r => r.WithheldReason).HasMaxLength(20);
            // An event may name a subscription that a restored database does not have: it is kept nevertheless.
            builder.OwnsMany(r => r.Mails, DunningMail.Map);
            builder.Navigation(r => r.Mails).HasField("_mails").UsePropertyAccessMode(PropertyAccessMode.Field);
            builder.OwnsMany(r => r.Notices, DunningNotice.Map);
            builder.Navigation(r => r.Notices).HasField("_notices").UsePropertyAccessMode(PropertyAccessMode.Field);
            builder.HasIndex(r => new { r.SubscriptionId, r.ResolvedAt });
            builder.HasIndex(r => r.NextCheckAt);
            builder.HasIndex(r => new { r.Currency, r.OpenedAt });
        }
    }
}
