using Billing.Dunning.Campaigns;
using Billing.Invoices;
using Billing.Payments.Charging;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Access;
using ServiceDefaults.Data;
using ServiceDefaults.Errors;

namespace Billing.Dunning.Cases;

/// <summary>
/// The recovery of what one subscription, or one invoice beside any, owes: Active -> Recovered, Resolved or Exhausted, by way of Paused; Exhausted and Resolved ->
/// Recovered when it is paid after all; Recovered -> Resolved when the bank takes that back. Its open invoices are those that name it.
/// </summary>
public sealed partial class DunningCase : Entity
{
    private readonly List<DunningEntry> _entries = [];

    private DunningCase()
    {
    }

    /// <summary>For people: DUN/2026/00012.</summary>
    public string Number { get; private init; } = "";

    public Guid CustomerId { get; private init; }

    public string CustomerName { get; private init; } = "";

    public string CustomerEmail { get; private set; } = "";

    /// <summary>en, vi, fa, it or pl.</summary>
    public string CustomerLanguage { get; private set; } = "";

    /// <summary>IANA name; its days are counted there.</summary>
    public string CustomerTimeZone { get; private init; } = "";

    /// <summary>Kind of what is unpaid, one of <see cref="SubjectKinds"/>; empty for an invoice beside any subscription.</summary>
    public string SourceKind { get; private init; } = "";

    public Guid? SourceId { get; private init; }

    /// <summary>For people: S00042.</summary>
    public string SourceNumber { get; private init; } = "";

    /// <summary>Text per language: a subscription's plan.</summary>
    public IReadOnlyDictionary<string, string> SourceName { get; private init; } = new Dictionary<string, string>();

    /// <summary>ISO 4217.</summary>
    public string Currency { get; private init; } = "";

    public DunningState State { get; private set; }

    public DunningCause Cause { get; private set; }

    /// <summary>Another try with the same payment method makes no sense, or is forbidden (domain.md C9).</summary>
    public bool MethodMustChange { get; private set; }

    /// <summary>Day 0: the civil date of the failure.</summary>
    public DateOnly StartDate { get; private init; }

    public Guid CampaignId { get; private init; }

    public int ScheduleVersion { get; private init; }

    /// <summary>Its own, as it was when the case began, shortened.</summary>
    public DunningSchedule Schedule { get; private init; } = DunningCampaign.Default;

    /// <summary>Steps that were done; all of them: the final action comes next.</summary>
    public int StepsDone { get; private set; }

    /// <summary>Days by which pauses, extensions and late steps have moved what is still to be done.</summary>
    public int ShiftDays { get; private set; }

    /// <summary>When it is taken up next; null when nothing comes by itself.</summary>
    public DateTimeOffset? NextStepAt { get; private set; }

    /// <summary>What decided <see cref="NextStepAt"/> of a retry; null where it is still to be decided on its day, and for other steps.</summary>
    public RetryTimingKind? RetryTiming { get; private set; }

    /// <summary>Why staff have to look at it; null when they need not.</summary>
    public DunningAttention? Attention { get; private set; }

    public DateTimeOffset? PausedAt { get; private set; }

    /// <summary>Charged on that day again, as the customer or staff wished.</summary>
    public DateOnly? RetryDate { get; private set; }

    /// <summary>Shown in the portal.</summary>
    public bool Banner { get; private set; }

    /// <summary>Promised in a notice: service is restricted from that day on; null before it.</summary>
    public DateOnly? RestrictDate { get; private set; }

    /// <summary>When its newest notice was due, or was found to have to be written anew; what is said of an earlier one is over. Null before the first.</summary>
    public DateTimeOffset? NoticeAt { get; private set; }

    public DateTimeOffset? RestrictedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The case that took over its open invoices after its final action; how that ends, it ends too. Null where none did.</summary>
    public Guid? TakenOverById { get; private set; }

    /// <summary>What was paid of it, in <see cref="Currency"/>.</summary>
    public decimal AmountRecovered { get; private set; }

    /// <summary>When the customer asked for help last, and how often that day.</summary>
    public DateTimeOffset? HelpAskedAt { get; private set; }

    public int HelpAsked { get; private set; }

    public int EntryCount { get; private set; }

    /// <summary>Oldest first; loaded only where they are shown.</summary>
    public IReadOnlyList<DunningEntry> Entries => _entries;

    /// <summary>It may still do something by itself.</summary>
    public bool IsRunning => State is DunningState.Active or DunningState.Paused;

    /// <summary>Nothing is left to do: it is settled, or staff have ended it. One whose final action was taken can still be paid.</summary>
    public bool IsOver => State is DunningState.Recovered or DunningState.Resolved;

    /// <summary>Service is restricted for it: not any more once what was due is settled or written off.</summary>
    internal bool Restricts => RestrictedAt is not null && !IsOver && !(State == DunningState.Exhausted && Schedule.FinalAction != DunningFinalAction.Keep);

    internal Subject Subject => Subject.WithoutName(SubjectKinds.DunningCase, Id, Number);

    internal Subject? Source => SourceId is { } id ? new(SourceKind, id, SourceNumber, SourceName) : null;

    internal EventCustomer Customer => new(CustomerId, CustomerName, CustomerEmail, CustomerLanguage, CustomerTimeZone);

    /// <param name="invoice">The first that it is about.</param>
    /// <param name="amountDue">Of all that it is about.</param>
    internal static DunningCase Open(
        Invoice invoice, string number, DunningCause cause, bool methodMustChange, DunningCampaign campaign, DunningSchedule schedule, decimal amountDue, DateTimeOffset now)
    {
        var opened = new DunningCase
        {
            Id = Guid.CreateVersion7(now),
            CreatedAt = now,
            UpdatedAt = now,
            Number = number,
            CustomerId = invoice.CustomerId,
            CustomerName = invoice.CustomerName,
            CustomerEmail = invoice.CustomerEmail,
            CustomerLanguage = invoice.CustomerLanguage,
            CustomerTimeZone = invoice.CustomerTimeZone,
            SourceKind = invoice.SourceKind,
            SourceId = invoice.SourceId,
            SourceNumber = invoice.SourceNumber,
            SourceName = invoice.SourceName,
            Currency = invoice.Currency,
            Cause = cause,
            MethodMustChange = methodMustChange,
            StartDate = CivilTime.DayOf(now, invoice.CustomerTimeZone),
            CampaignId = campaign.Id,
            ScheduleVersion = campaign.ScheduleVersion,
            Schedule = schedule,
        };
        opened.Enter("opened", Caller.System, now, detail: DunningWire.EventName(cause));
        opened.Raise(new DunningStarted(
            Guid.CreateVersion7(now), opened.Id, Caller.System, now, opened.Subject, opened.Source, opened.Customer, new EventMoney(opened.Currency, amountDue),
            DunningWire.EventName(cause)));
        opened.Plan(now);
        return opened;
    }

    /// <summary>The customer as mails are to reach them now.</summary>
    internal void Address(string email, string language)
    {
        CustomerEmail = email;
        CustomerLanguage = language;
    }

    /// <summary>A charge of one of its invoices failed, or waits for the bank's confirmation: what helps now follows from the latest cause.</summary>
    internal void Failed(DunningCause cause, bool methodMustChange, DateTimeOffset now)
    {
        Cause = cause;
        MethodMustChange = methodMustChange;
        Enter(cause == DunningCause.ConfirmationRequired ? "confirmation_requested" : "failed", Caller.System, now, detail: DunningWire.EventName(cause));
        UpdatedAt = now;
        // A step of this day that waited for the outcome is done now, not a turn later: what is late moves all that follows.
        Plan(now);
    }

    private void RequireActive()
    {
        if (State != DunningState.Active)
        {
            throw DomainException.FailedPrecondition("DUNNING_CASE_NOT_ACTIVE", $"Case {Number} is {State.ToString().ToLowerInvariant()}.");
        }
    }

    private void Enter(string kind, EventActor actor, DateTimeOffset now, string template = "", string detail = "", Guid? id = null) =>
        _entries.Add(new DunningEntry
        {
            Id = id ?? Guid.CreateVersion7(now),
            Number = ++EntryCount,
            At = now,
            Kind = kind,
            Template = template,
            Detail = detail,
            ActorName = actor.Name,
        });

    internal sealed class Mapping : IEntityTypeConfiguration<DunningCase>
    {
        public void Configure(EntityTypeBuilder<DunningCase> builder)
        {
            builder.ToTable("DunningCases");
            builder.Property(c => c.Number).HasMaxLength(30);
            builder.Property(c => c.CustomerName).HasMaxLength(200);
            builder.Property(c => c.CustomerEmail).HasMaxLength(254);
            builder.Property(c => c.CustomerLanguage).HasMaxLength(10);
            builder.Property(c => c.CustomerTimeZone).HasMaxLength(64);
            builder.Property(c => c.SourceKind).HasMaxLength(SubjectKinds.MaximumLength);
            builder.Property(c => c.SourceNumber).HasMaxLength(30);
            builder.Property(c => c.SourceName).IsLocalizedText();
            builder.Property(c => c.Currency).HasMaxLength(3);
            builder.Property(c => c.State).HasConversion<string>().HasMaxLength(20);
            builder.Property(c => c.Cause).HasConversion<string>().HasMaxLength(30);
            builder.Property(c => c.Attention).HasConversion<string>().HasMaxLength(20);
            builder.Property(c => c.RetryTiming).HasConversion<string>().HasMaxLength(20);
            builder.Property(c => c.Schedule).IsDunningSchedule();
            builder.Ignore(c => c.IsRunning);
            builder.Ignore(c => c.IsOver);
            builder.HasMany(c => c.Entries).WithOne().HasForeignKey(e => e.CaseId);
            builder.HasIndex(c => c.Number).IsUnique();
            builder.HasIndex(c => c.NextStepAt);
            builder.HasIndex(c => new { c.CreatedAt, c.Id });
            builder.HasIndex(c => new { c.CustomerId, c.CreatedAt });
            builder.HasIndex(c => new { c.SourceId, c.CreatedAt });
            builder.HasIndex(c => c.TakenOverById);
        }
    }
}

public enum DunningState
{
    Active,

    /// <summary>Nothing is done before it is resumed.</summary>
    Paused,

    /// <summary>Nothing is due any more.</summary>
    Recovered,

    /// <summary>Staff decided that nothing more is to be done; or what was recovered was taken back by the bank, and is asked for elsewhere.</summary>
    Resolved,

    /// <summary>The final action was taken; it is unpaid still.</summary>
    Exhausted,
}

/// <summary>Why something is unpaid, as far as customers may know.</summary>
public enum DunningCause
{
    ExpiredCard,
    WrongDetails,
    InsufficientFunds,
    LimitExceeded,
    Unknown,

    /// <summary>No charge failed; no money came in by the due date.</summary>
    NotPaid,

    /// <summary>The bank asks for the customer's confirmation: no charge has failed yet.</summary>
    ConfirmationRequired,

    /// <summary>That confirmation was cancelled, or not given in time.</summary>
    NotConfirmed,

    /// <summary>A payment by card was disputed, and the bank took it back.</summary>
    Disputed,

    /// <summary>A payment did not stand: the bank returned it.</summary>
    Returned,
}

/// <summary>Why staff have to look at a case.</summary>
public enum DunningAttention
{
    /// <summary>A mail about it came back.</summary>
    MailBounced,

    /// <summary>A restriction or a close was due, and no notice had been delivered.</summary>
    NoNotice,
}
