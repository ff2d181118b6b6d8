using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Subscriptions.Access;

/// <summary>What became of one mail about a dunning case. What counts is when it happened, not when it was heard of.</summary>
public sealed class DunningMail
{
    private DunningMail()
    {
    }

    /// <summary>Of the mail.</summary>
    public Guid Id { get; private init; }

    /// <summary>restriction_notice, payment_failed_1 ...</summary>
    public string Template { get; private init; } = "";

    /// <summary>The event that called for it: of a notice, <see cref="DunningNotice.Id"/>.</summary>
    public Guid CauseId { get; private init; }

    /// <summary>When a mail server had accepted it; null when none has.</summary>
    public DateTimeOffset? SentAt { get; private set; }

    /// <summary>When that, or later its arrival, became known; null when neither did.</summary>
    public DateTimeOffset? DeliveredAt { get; private set; }

    /// <summary>When it was last known to have come back; null when it has not.</summary>
    public DateTimeOffset? BouncedAt { get; private set; }

    /// <summary>It came back, and no later report says that it arrived after all.</summary>
    public bool Bounced => BouncedAt is { } bounced && !(DeliveredAt > bounced);

    internal static DunningMail Create(Guid id, string template, Guid causeId) => new() { Id = id, Template = template, CauseId = causeId };

    internal void Delivered(DateTimeOffset sentAt, DateTimeOffset at)
    {
        SentAt = Later(SentAt, sentAt);
        DeliveredAt = Later(DeliveredAt, at);
    }

    internal void CameBack(DateTimeOffset at) => BouncedAt = Later(BouncedAt, at);

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one.Value : other;

    internal static void Map(OwnedNavigationBuilder<DunningRecord, DunningMail> mails)
    {
        mails.ToTable("DunningMails");
        mails.WithOwner().HasForeignKey("DunningRecordId");
        mails.HasKey(m => m.Id);
        mails.Property(m => m.Id).ValueGeneratedNever();
        mails.Property(m => m.Template).HasMaxLength(50);
        mails.Ignore(m => m.Bounced);
    }
}
