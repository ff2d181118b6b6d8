using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;
using ServiceDefaults.Errors;
using ServiceDefaults.Search;
using Subscriptions.Customers;
using Subscriptions.Orders.Discounts;
using Subscriptions.Time;

namespace Subscriptions.Orders;

/// <summary>
/// A quotation, or the sales order that it became. Here are its data and what every change has in common; each verb stands in a
/// part of its own beside this file.
/// </summary>
public sealed partial class Subscription : SearchableEntity
{
    private readonly List<SubscriptionLine> _lines = [];
    private readonly List<AppliedDiscount> _discounts = [];

    private Subscription()
    {
    }

    /// <summary>For people: S00042.</summary>
    public string Number { get; private init; } = "";

    public Guid CustomerId { get; private init; }

    public Customer Customer { get; private init; } = null!;

    public Stage Stage { get; private set; }

    public Guid PlanId { get; private set; }

    /// <summary>Text per language, as it was when the quotation was made.</summary>
    public IReadOnlyDictionary<string, string> PlanName { get; private set; } = new Dictionary<string, string>();

    public PeriodUnit PeriodUnit { get; private set; }

    public int PeriodCount { get; private set; }

    /// <summary>The plan's when it was agreed.</summary>
    public PeriodCalendar PeriodCalendar { get; private set; }

    /// <summary>ISO 4217; the customer's.</summary>
    public string Currency { get; private init; } = "";

    /// <summary>First day, where the customer is.</summary>
    public DateOnly? StartDate { get; private set; }

    /// <summary>The day that full periods are counted from (domain.md C3); null: the start date.</summary>
    public DateOnly? AnchorDate { get; private set; }

    /// <summary>Number of the period that starts on the anchor.</summary>
    public int AnchorIndex { get; private set; }

    /// <summary>First day of the shorter period before the anchor, where a billing day calls for one; null otherwise.</summary>
    public DateOnly? StubStart { get; private set; }

    /// <summary>What was agreed on how billing begins and ends.</summary>
    public OrderTerms Terms { get; private set; } = OrderTerms.None;

    /// <summary>Day on which the first period starts, where a trial comes before it; null without one.</summary>
    public DateOnly? TrialEnd { get; private set; }

    /// <summary>Number of the first period after the running term; null when it is open-ended.</summary>
    public int? TermEndIndex { get; private set; }

    /// <summary>Instant at which it becomes To Renew, or ends because it was not renewed; null when neither lies ahead.</summary>
    public DateTimeOffset? TermDueAt { get; private set; }

    /// <summary>Start of the running period, where a pause has moved its end, so that it is no longer counted from the anchor; null otherwise.</summary>
    public DateOnly? RunningPeriodStart { get; private set; }

    /// <summary>Days of the full period that the running one's prices are for; what proration divides by (domain.md C1).</summary>
    public int RunningFullDays { get; private set; }

    /// <summary>Number of the period that started last, from 0; -1 before the first. A change to periods of another length, within one, starts the next.</summary>
    public int PeriodIndex { get; private set; } = -1;

    /// <summary>Instant at which the next period is due to start; null when none is.</summary>
    public DateTimeOffset? NextInvoiceAt { get; private set; }

    public DateTimeOffset? SentAt { get; private set; }

    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>Set once a close was decided; it may lie ahead.</summary>
    public Closing? Closing { get; private set; }

    /// <summary>Set while it is paused.</summary>
    public Pause? Pause { get; private set; }

    /// <summary>Instant at which a paused order resumes by itself; null when it does not. Mirrors <see cref="Pause"/> for its index.</summary>
    public DateTimeOffset? ResumeDueAt { get; private set; }

    /// <summary>Instant at which a scheduled close is due; null when none is. Mirrors <see cref="Closing"/> for its index.</summary>
    public DateTimeOffset? CloseDueAt { get; private set; }

    /// <summary>Instant at which its close can no longer be undone, and credits what it has reserved; null when none waits for it.</summary>
    public DateTimeOffset? CreditDueAt { get; private set; }

    /// <summary>Set while its service is restricted; a pause keeps it, a close ends it.</summary>
    public Restriction? Restriction { get; private set; }

    /// <summary>When a pause, a restriction or the time in which it was closed ended last; null when it has had none.</summary>
    public DateTimeOffset? ServedSince { get; private set; }

    /// <summary>Events that it has raised so far, ever.</summary>
    public int EventCount { get; private set; }

    public IReadOnlyList<SubscriptionLine> Lines => [.. _lines.OrderBy(l => l.Position)];

    public BillingPeriod BillingPeriod => new(PeriodUnit, PeriodCount, PeriodCalendar);

    /// <summary>The period that runs: [start, end). Null before the first. A pause lies within it, and moves its end when it is over.</summary>
    public (DateOnly Start, DateOnly End)? CurrentPeriod =>
        PeriodIndex >= 0 ? (RunningPeriodStart ?? PeriodStart(PeriodIndex), PeriodStart(PeriodIndex + 1)) : null;

    /// <summary>One period, without tax and before discounts; in whole units of the currency.</summary>
    public decimal RecurringTotal => _lines.Where(l => l.Recurring).Sum(l => l.Amount(Currency));

    /// <summary>Its first period has started: only then does it count for the monthly recurring revenue (domain.md C15c).</summary>
    internal bool HasBegun => PeriodIndex >= 0;

    /// <summary>It was confirmed with a trial, and its first period has not started.</summary>
    public bool InTrial => TrialEnd is not null && !HasBegun;

    public bool CloseScheduled => Closing is not null && Stage != Stage.Churned;

    /// <summary>The customer's name, mail address or time zone changed: what hangs on them follows.</summary>
    /// <param name="reached">The day that it was where the customer was.</param>
    public void CustomerChanged(DateOnly reached, DateTimeOffset now)
    {
        SetSearchText();
        KeepReachedDay(reached, now);
        if (Stage.IsRunning())
        {
            if (CloseScheduled)
            {
                Closing!.MoveTo(CivilTime.StartOfDay(Closing.EndDate, Customer.Zone));
                CloseDueAt = Closing.CloseAt;
            }

            if (Pause?.ResumeDate is { } resume)
            {
                ResumeDueAt = CivilTime.StartOfDay(resume, Customer.Zone);
            }

            Schedule();
        }

        UpdatedAt = now;
    }

    private void MoveTo(Stage stage, DateTimeOffset now)
    {
        if (!Stages.CanMove(Stage, stage))
        {
            throw DomainException.FailedPrecondition("STAGE_MOVE_NOT_ALLOWED", $"{Number} is {Stage.Code()}; it cannot become {stage.Code()}.");
        }

        Stage = stage;
        UpdatedAt = now;
    }

    /// <summary>First day of the n-th period, from 0, counted from the anchor.</summary>
    internal DateOnly PeriodStart(int index) =>
        StubStart is { } stub && index == AnchorIndex - 1 ? stub : BillingPeriod.Start(AnchorDate ?? StartDate!.Value, index - AnchorIndex, Terms.BillingDay);

    private void SetSearchText() => FindBy([Number, Customer.Name, Customer.Email, .. PlanName.Values]);

    /// <summary>Numbers the event; saved with what it is about, under the version that guards it.</summary>
    private void Raise(SubscriptionEvent e) => base.Raise(e with { Sequence = ++EventCount });

    private Subject SubjectForEvents() => Subject.Subscription(Id, Number, PlanName);

    private EventMoney TotalForEvents() => new(Currency, RecurringTotal);

    internal sealed class Mapping : IEntityTypeConfiguration<Subscription>
    {
        public void Configure(EntityTypeBuilder<Subscription> builder)
        {
            builder.ToTable("Subscriptions");
            builder.Property(s => s.Number).HasMaxLength(20);
            builder.Property(s => s.Stage).HasConversion<string>().HasMaxLength(20);
            builder.Property(s => s.PlanName).IsLocalizedText();
            builder.Property(s => s.PeriodUnit).HasConversion<string>().HasMaxLength(10);
            builder.Property(s => s.PeriodCalendar).HasConversion<string>().HasMaxLength(10);
            builder.Property(s => s.Currency).HasMaxLength(3);
            builder.Ignore(s => s.BillingPeriod);
            builder.Ignore(s => s.CurrentPeriod);
            builder.Ignore(s => s.RecurringTotal);
            builder.Ignore(s => s.Mrr);
            builder.Ignore(s => s.LiveMrr);
            builder.Ignore(s => s.InTrial);
            builder.Ignore(s => s.TermEnd);
            builder.Ignore(s => s.CloseScheduled);
            builder.Ignore(s => s.RestrictionInForce);
            builder.Ignore(s => s.PendingChangeDate);
            builder.Ignore(s => s.EffectiveChange);
            builder.Ignore(s => s.SuspendedChange);
            builder.Ignore(s => s.PlanTerms);
            builder.Ignore(s => s.CancelChangeDenial);
            builder.Ignore(s => s.DiscountedTotal);
            builder.Ignore(s => s.PriceNow);
            builder.Ignore(s => s.QuotedDiscount);
            builder.Ignore(s => s.RemoveCouponDenial);
            builder.ComplexProperty(s => s.Terms);
            builder.HasOne(s => s.Customer).WithMany().HasForeignKey(s => s.CustomerId).OnDelete(DeleteBehavior.Restrict);
            builder.HasMany(s => s.Lines).WithOne().HasForeignKey(l => l.SubscriptionId);
            builder.HasMany(s => s.Movements).WithOne().HasForeignKey(m => m.SubscriptionId).OnDelete(DeleteBehavior.Restrict);
            builder.Navigation(s => s.Lines).HasField("_lines").UsePropertyAccessMode(PropertyAccessMode.Field);
            builder.Navigation(s => s.Movements).HasField("_movements").UsePropertyAccessMode(PropertyAccessMode.Field);
            builder.OwnsOne(s => s.Closing, Closing.Map);
            builder.OwnsOne(s => s.Pause, Pause.Map);
            builder.OwnsOne(s => s.Restriction);
            builder.OwnsOne(s => s.PendingChange, PendingChange.Map);
            builder.OwnsMany(s => s.Discounts, AppliedDiscount.Map);
            builder.Navigation(s => s.Discounts).HasField("_discounts").UsePropertyAccessMode(PropertyAccessMode.Field);
            builder.HasIndex(s => s.Number).IsUnique();
            builder.HasIndex(s => new { s.CreatedAt, s.Id });
            builder.HasIndex(s => new { s.Stage, s.CreatedAt, s.Id });
            builder.HasIndex(s => s.CustomerId);
            builder.HasIndex(s => s.NextInvoiceAt);
            builder.HasIndex(s => s.CloseDueAt);
            builder.HasIndex(s => s.CreditDueAt);
            builder.HasIndex(s => s.ResumeDueAt);
            builder.HasIndex(s => s.TermDueAt);
            builder.HasIndex(s => s.ChargeNoticeDueAt);
        }
    }
}
