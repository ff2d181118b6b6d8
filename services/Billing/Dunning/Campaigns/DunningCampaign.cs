using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;
using ServiceDefaults.Errors;

namespace Billing.Dunning.Campaigns;

/// <summary>How the business recovers what subscriptions to a plan owe. A plan without one of its own has the default one.</summary>
public sealed class DunningCampaign : Entity
{
    public const int MaximumName = 100;

    /// <summary>Every database has it from its first migration on.</summary>
    public static readonly Guid DefaultId = Guid.Parse("019b76da-a800-7000-8000-0000000000d1");

    private DunningCampaign()
    {
    }

    public string Name { get; private set; } = "";

    /// <summary>Null on the default campaign.</summary>
    public Guid? PlanId { get; private init; }

    public DunningSchedule Schedule { get; private set; } = Default;

    /// <summary>Counts the schedule's versions, 1 for the first; a running case keeps the one that it began with.</summary>
    public int ScheduleVersion { get; private set; }

    /// <summary>domain.md C10.</summary>
    public static readonly DunningSchedule Default = new(
        [
            new(0, DunningStepKind.Mail, DunningTemplates.First),
            new(1, DunningStepKind.Retry),
            new(3, DunningStepKind.Retry),
            new(3, DunningStepKind.Mail, DunningTemplates.Second),
            new(6, DunningStepKind.Retry),
            new(7, DunningStepKind.Mail, DunningTemplates.Third),
            new(7, DunningStepKind.Banner),
            new(11, DunningStepKind.Notice, DunningTemplates.RestrictionNotice),
            new(13, DunningStepKind.Retry),
            new(14, DunningStepKind.Restrict),
            new(18, DunningStepKind.Notice, DunningTemplates.FinalNotice),
            new(20, DunningStepKind.Retry),
        ],
        DunningFinalAction.Close,
        21,
        new Dictionary<string, decimal>());

    public static DunningCampaign ForPlan(Guid planId, string name, DunningSchedule schedule, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CreatedAt = now,
        UpdatedAt = now,
        PlanId = planId,
        Name = name,
        Schedule = schedule,
        ScheduleVersion = 1,
    };

    public void Update(string name, DunningSchedule schedule, DateTimeOffset now)
    {
        Name = name;
        if (!DunningScheduleMapping.AreEqual(Schedule, schedule))
        {
            Schedule = schedule;
            ScheduleVersion++;
        }

        UpdatedAt = now;
    }

    /// <exception cref="DomainException">DEFAULT_CAMPAIGN.</exception>
    public void RequireDeletable()
    {
        if (PlanId is null)
        {
            throw DomainException.FailedPrecondition("DEFAULT_CAMPAIGN", "The default campaign cannot be deleted; it can be changed.");
        }
    }

    internal sealed class Mapping : IEntityTypeConfiguration<DunningCampaign>
    {
        private static readonly DateTimeOffset Beginning = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public void Configure(EntityTypeBuilder<DunningCampaign> builder)
        {
            builder.ToTable("DunningCampaigns");
            builder.Property(c => c.Name).HasMaxLength(MaximumName);
            builder.Property(c => c.Schedule).IsDunningSchedule();
            builder.HasIndex(c => c.PlanId).IsUnique();
            builder.HasData(new
            {
                Id = DefaultId,
                Version = 1,
                CreatedAt = Beginning,
                UpdatedAt = Beginning,
                Name = "Default",
                Schedule = Default,
                ScheduleVersion = 1,
            });
        }
    }
}

/// <summary>The mails of dunning, as Notifications names their templates.</summary>
internal static class DunningTemplates
{
    public const string First = "payment_failed_1";
    public const string Second = "payment_failed_2";
    public const string Third = "payment_failed_3";
    public const string RestrictionNotice = "restriction_notice";
    public const string FinalNotice = "final_notice";

    public static readonly IReadOnlyList<string> Mails = [First, Second, Third];

    public static readonly IReadOnlyList<string> Notices = [RestrictionNotice, FinalNotice];
}
