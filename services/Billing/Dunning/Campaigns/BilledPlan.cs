using System.Globalization;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;
using ServiceDefaults.Messaging;

namespace Billing.Dunning.Campaigns;

/// <summary>What Billing was told of a plan.</summary>
public sealed class BilledPlan : Entity
{
    private static readonly PersianCalendar Persian = new();

    private BilledPlan()
    {
    }

    /// <summary>A subscription is closed when an invoice stays unpaid this many days after it was due; 0: never by itself.</summary>
    public int CloseAfterUnpaidDays { get; private set; }

    /// <summary>Of its billing period: day, week, month or year.</summary>
    public string PeriodUnit { get; private set; } = "";

    /// <summary>How many units its billing period has.</summary>
    public int PeriodCount { get; private set; }

    /// <summary>Whose months and years: gregorian or persian.</summary>
    public string PeriodCalendar { get; private set; } = "";

    /// <summary>When what is known here was so; what comes later but tells of an earlier time is passed over.</summary>
    public DateTimeOffset KnownAt { get; private set; }

    public static BilledPlan Meet(PlanChanged e, DateTimeOffset now)
    {
        var met = new BilledPlan { Id = e.AggregateId, CreatedAt = now };
        met.Learn(e, now);
        return met;
    }

    public void Learn(PlanChanged e, DateTimeOffset now)
    {
        if (e.OccurredAt < KnownAt)
        {
            return;
        }

        CloseAfterUnpaidDays = e.CloseAfterUnpaidDays;
        (PeriodUnit, PeriodCount, PeriodCalendar) = (e.BillingPeriod.Unit, e.BillingPeriod.Count, e.BillingPeriod.Calendar);
        KnownAt = e.OccurredAt;
        UpdatedAt = now;
    }

    /// <summary>Most days that dunning may last, so that it does not outlast the shortest of its periods; at least <see cref="DunningSchedule.MinimumDays"/>.</summary>
    public int LongestDunning
    {
        get
        {
            // The months of four years: a leap year, and each with its shortest month.
            var shortest = Enumerable.Range(0, 48).Select(months => DaysFrom(new DateOnly(2028, 1, 1).AddMonths(months))).Min();
            return Math.Max(DunningSchedule.MinimumDays, shortest - 1);
        }
    }

    /// <summary>Days of a billing period that begins on a day.</summary>
    public int DaysFrom(DateOnly start)
    {
        var months = PeriodUnit switch
        {
            "month" => PeriodCount,
            "year" => 12 * PeriodCount,
            _ => 0,
        };
        if (months == 0)
        {
            return PeriodCount * (PeriodUnit == "week" ? 7 : 1);
        }

        var end = PeriodCalendar == "persian" ? DateOnly.FromDateTime(Persian.AddMonths(start.ToDateTime(TimeOnly.MinValue), months)) : start.AddMonths(months);
        return end.DayNumber - start.DayNumber;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<BilledPlan>
    {
        public void Configure(EntityTypeBuilder<BilledPlan> builder)
        {
            builder.ToTable("Plans");
            builder.Ignore(p => p.LongestDunning);
            builder.Property(p => p.PeriodUnit).HasMaxLength(10);
            builder.Property(p => p.PeriodCalendar).HasMaxLength(10);
        }
    }
}

/// <summary>A plan was created or changed.</summary>
internal sealed class RecordPlan(BillingDb db, TimeProvider clock) : IEventHandler<PlanChanged>
{
    public async Task Handle(PlanChanged e, CancellationToken ct)
    {
        if (await db.Plans.FirstOrDefaultAsync(p => p.Id == e.AggregateId, ct) is { } known)
        {
            known.Learn(e, clock.GetUtcNow());
        }
        else
        {
            db.Plans.Add(BilledPlan.Meet(e, clock.GetUtcNow()));
        }
    }
}
