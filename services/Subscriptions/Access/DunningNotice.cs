using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Subscriptions.Time;

namespace Subscriptions.Access;

/// <summary>A notice about a dunning case, and the days that it names. Written anew, it is another one.</summary>
public sealed class DunningNotice
{
    private DunningNotice()
    {
    }

    /// <summary>Of the event that called for it: its mails name that.</summary>
    public Guid Id { get; private init; }

    /// <summary>When it was due.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>First day of the restriction; null where it announces none.</summary>
    public DateOnly? RestrictDate { get; private init; }

    /// <summary>Day of the final action.</summary>
    public DateOnly FinalDate { get; private init; }

    /// <summary>IANA name; where the customer was, and so where its days begin.</summary>
    public string TimeZone { get; private init; } = "";

    /// <summary>A mail of it had to be accepted before.</summary>
    internal DateTimeOffset? RestrictBegins => RestrictDate is { } day ? BeginningOf(day) : null;

    /// <summary>A mail of it had to be accepted before.</summary>
    internal DateTimeOffset FinalBegins => BeginningOf(FinalDate);

    internal static DunningNotice Create(DunningStepDue step) => new()
    {
        Id = step.EventId,
        At = step.OccurredAt,
        RestrictDate = step.RestrictDate,
        FinalDate = step.FinalDate,
        TimeZone = step.Customer.TimeZone,
    };

    private DateTimeOffset BeginningOf(DateOnly day) => CivilTime.StartOfDay(day, TimeZoneInfo.FindSystemTimeZoneById(TimeZone));

    internal static void Map(OwnedNavigationBuilder<DunningRecord, DunningNotice> notices)
    {
        notices.ToTable("DunningNotices");
        notices.WithOwner().HasForeignKey("DunningRecordId");
        notices.HasKey(n => n.Id);
        notices.Property(n => n.Id).ValueGeneratedNever();
        notices.Property(n => n.TimeZone).HasMaxLength(64);
        notices.Ignore(n => n.RestrictBegins);
        notices.Ignore(n => n.FinalBegins);
    }
}
