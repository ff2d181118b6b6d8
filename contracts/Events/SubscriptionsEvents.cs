using System.Text.Json.Serialization;

namespace Contracts.Events;

/// <summary>A customer was entered or edited: whoever bills or writes to them knows them by it.</summary>
/// <param name="Currency">ISO 4217 currency of all their orders.</param>
public sealed record CustomerChanged(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    EventCustomer Customer,
    string Currency) : ISubjectEvent
{
    Subject ISubjectEvent.Subject => Subject.Customer(Customer);

    Subject? ISubjectEvent.Source => null;
}

/// <summary>A quotation was made.</summary>
public sealed record QuotationCreated(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer,
    EventMoney RecurringTotal) : SubscriptionEvent;

/// <summary>A quotation is to be mailed to the customer.</summary>
/// <param name="RecurringTotal">Of one period, before the discount.</param>
/// <param name="BillingPeriod">In words of the contract: 1 month, 2 weeks.</param>
/// <param name="Discount">Of the first period; null when there is none.</param>
public sealed record QuotationSent(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer,
    EventMoney RecurringTotal,
    EventInterval BillingPeriod,
    EventPriceDiscount? Discount) : SubscriptionEvent;

/// <summary>What a coupon takes off the price of a full period.</summary>
/// <param name="Name">Text per language.</param>
/// <param name="Off">Above zero.</param>
/// <param name="Total">What is left to pay for a period.</param>
/// <param name="Periods">So many in a row; null: as long as the order runs.</param>
/// <param name="Until">First day that is billed without it, in the customer's time zone; null where there is none, or nobody knows it.</param>
public sealed record EventPriceDiscount(
    string Code, IReadOnlyDictionary<string, string> Name, EventMoney Off, EventMoney Total, int? Periods, DateOnly? Until);

/// <summary>A billing period's length.</summary>
/// <param name="Unit">day, week, month or year.</param>
/// <param name="Calendar">gregorian or persian: whose months and years; gregorian for days and weeks.</param>
public sealed record EventInterval(string Unit, int Count, string Calendar);

/// <summary>A quotation was withdrawn: Quotation -> Cancelled.</summary>
public sealed record QuotationCancelled(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer) : SubscriptionEvent;

/// <summary>A quotation became a sales order: Quotation -> In Progress.</summary>
/// <param name="StartDate">First day, in the customer's time zone.</param>
/// <param name="RecurringTotal">Of one period, before the discount.</param>
/// <param name="Discount">Of the first period; null when there is none.</param>
public sealed record SubscriptionConfirmed(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer,
    DateOnly StartDate,
    EventMoney RecurringTotal,
    EventPriceDiscount? Discount) : SubscriptionEvent;

/// <summary>A billing period starts and is to be invoiced. One event for each period, ever, but for those that begin with a <see cref="SubscriptionChanged"/>.</summary>
/// <param name="PeriodIndex">0 for the first; those that begin with a change count, too.</param>
/// <param name="PeriodStart">Civil date in the customer's time zone, inclusive.</param>
/// <param name="PeriodEnd">Exclusive.</param>
/// <param name="FullPeriodDays">Days of the full period that the prices are for; more than the period has where it is a shorter one.</param>
/// <param name="Lines">What was agreed for it; one-off lines only in period 0.</param>
/// <param name="Discount">Of its recurring lines; null when none applies.</param>
public sealed record PeriodStarted(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer,
    int PeriodIndex,
    DateOnly PeriodStart,
    DateOnly PeriodEnd,
    int FullPeriodDays,
    string Currency,
    IReadOnlyList<PeriodLine> Lines,
    EventDiscount? Discount) : SubscriptionEvent
{
    /// <summary>Whose rules for unpaid invoices hold; empty where no plan is known.</summary>
    [JsonRequired]
    public Guid PlanId { get; init; }

    /// <summary>Its service is restricted for want of payment: what else the period brings waits for <see cref="AccessRestored"/>.</summary>
    [JsonRequired]
    public bool Restricted { get; init; }
}

/// <summary>Periods of many subscriptions start in one step of a billing run.</summary>
/// <param name="AggregateId">Names the step.</param>
public sealed record PeriodsStarted(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    IReadOnlyList<PeriodStarted> Periods) : IEventBatch
{
    [JsonIgnore]
    IReadOnlyList<IEvent> IEventBatch.Each => Periods;
}

/// <summary>One line to bill, as it was agreed: Billing computes what it comes to.</summary>
/// <param name="Description">Text per language.</param>
/// <param name="UnitPrice">Of a full period; whole units of the event's currency, without tax.</param>
/// <param name="Recurring">False for a one-off, which is billed whole, is not discounted, and which no closing credit covers.</param>
/// <param name="TaxCode">Of the tax rate that its invoice adds; empty: none.</param>
public sealed record PeriodLine(
    IReadOnlyDictionary<string, string> Description,
    int Quantity,
    decimal UnitPrice,
    bool Recurring,
    string TaxCode);

/// <summary>What a coupon takes off the recurring lines of a period: a percentage of each, or an amount off all of them together.</summary>
/// <param name="Name">Text per language.</param>
/// <param name="Percent">Above 0, up to 100; null where it has an amount.</param>
/// <param name="AmountOff">Off a full period, in whole units of the event's currency; null where it has a percentage.</param>
public sealed record EventDiscount(string Code, IReadOnlyDictionary<string, string> Name, decimal? Percent, decimal? AmountOff);

/// <summary>Why a subscription was closed.</summary>
/// <param name="Code">Code of the configured reason; empty when the reason was typed.</param>
/// <param name="Text">Label per language, or the typed text under "en".</param>
/// <param name="Comment">What was added; empty when nothing was.</param>
public sealed record EventCloseReason(string Code, IReadOnlyDictionary<string, string> Text, string Comment);

/// <summary>A close was decided that takes effect later; until then it can be undone.</summary>
/// <param name="CloseTime">Instant from which the subscription will be closed, UTC.</param>
/// <param name="EndDate">The civil date of that instant in the customer's time zone; the first day without service.</param>
/// <param name="Stage">Stage that the subscription stays in until then, lower_snake_case.</param>
public sealed record SubscriptionCloseScheduled(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer,
    string Stage,
    DateTimeOffset CloseTime,
    DateOnly EndDate,
    EventCloseReason Reason) : SubscriptionEvent;

/// <summary>A close was taken back: one that lay ahead, or one that had taken effect a short while before.</summary>
/// <param name="Stage">Stage that the subscription is in, lower_snake_case.</param>
/// <param name="Reversed">The close had taken effect: Churned -> Stage.</param>
public sealed record SubscriptionCloseUndone(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer,
    string Stage,
    DateOnly EndDate,
    bool Reversed) : SubscriptionEvent;

/// <summary>A subscription ended. Unpaid invoices stay due; nothing more is billed.</summary>
/// <param name="Actor">Who decided the close, also when it was scheduled.</param>
/// <param name="OldStage">Stage before, lower_snake_case; the new one is churned.</param>
/// <param name="EndDate">First day without service, in the customer's time zone.</param>
/// <param name="Credit">What Billing credits for the current period: none, prorated or full.</param>
/// <param name="PeriodStart">Period that runs at the close, [start, end); null when it closed before its start.</param>
/// <param name="Settlement">Settlement of the refunded amount: account_credit, or refund, which is what was paid by card; the rest becomes account credit.</param>
/// <param name="UndoUntil">
/// Until then the close can be undone and its credit is only reserved: <see cref="SubscriptionCloseFinalised"/> follows. Null: it is final, and its credit is given at once.
/// </param>
public sealed record SubscriptionClosed(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer,
    string OldStage,
    DateOnly EndDate,
    EventCloseReason Reason,
    string Credit,
    DateOnly? PeriodStart,
    DateOnly? PeriodEnd,
    string Settlement,
    DateTimeOffset? UndoUntil) : SubscriptionEvent;

/// <summary>A close can no longer be undone: what it has reserved is credited. Follows only where a close may credit something.</summary>
public sealed record SubscriptionCloseFinalised(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer) : SubscriptionEvent;

/// <summary>A subscription stands still: In Progress or To Renew -> Paused. Nothing is billed until it is resumed.</summary>
/// <param name="OldStage">lower_snake_case.</param>
/// <param name="PauseDate">First day without service, in the customer's time zone.</param>
/// <param name="ResumeDate">Day on which it resumes by itself; null when a person resumes it.</param>
/// <param name="DaysLeft">Billed days that are kept for after the pause.</param>
public sealed record SubscriptionPaused(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer,
    string OldStage,
    DateOnly PauseDate,
    DateOnly? ResumeDate,
    int DaysLeft) : SubscriptionEvent;

/// <summary>A paused subscription goes on: Paused -> In Progress.</summary>
/// <param name="ResumeDate">First day of service again, in the customer's time zone.</param>
/// <param name="NextInvoiceDate">Day on which the next period starts; all later ones are counted from it.</param>
public sealed record SubscriptionResumed(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer,
    DateOnly ResumeDate,
    DateOnly NextInvoiceDate) : SubscriptionEvent;

/// <summary>A closed subscription came back: Churned -> In Progress. Its prices are those of the order.</summary>
/// <param name="StartDate">First day of service again, in the customer's time zone; all later periods are counted from it.</param>
/// <param name="RecurringTotal">Of one period, before the discount.</param>
/// <param name="Discount">Of the period that starts; null when there is none.</param>
public sealed record SubscriptionReactivated(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer,
    DateOnly StartDate,
    EventMoney RecurringTotal,
    EventPriceDiscount? Discount) : SubscriptionEvent;

/// <summary>What an order has of its plan, before or after a change.</summary>
/// <param name="PlanName">Text per language.</param>
/// <param name="UnitPrice">Of one piece for one period, without tax.</param>
/// <param name="Discount">Of what it costs after a change; null when there is none, and before it.</param>
public sealed record EventPlanTerms(
    IReadOnlyDictionary<string, string> PlanName, int Quantity, EventMoney UnitPrice, EventInterval BillingPeriod, EventPriceDiscount? Discount);

/// <summary>Plan or quantity of a running subscription changed. Its subject carries the new plan's name.</summary>
/// <param name="Proration">What it means for the running period; null when nothing of it changes: none runs, or the next one starts with the change.</param>
public sealed record SubscriptionChanged(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer,
    EventPlanTerms Old,
    EventPlanTerms New,
    ChangeProration? Proration) : SubscriptionEvent
{
    /// <summary>The new plan.</summary>
    [JsonRequired]
    public Guid PlanId { get; init; }

    /// <summary>Number of the running period after the change; -1 where none runs.</summary>
    [JsonRequired]
    public int PeriodIndex { get; init; } = -1;

    /// <summary>Its service is restricted for want of payment.</summary>
    [JsonRequired]
    public bool Restricted { get; init; }

    /// <summary>The next period begins with the change, as its length is another one; no <see cref="PeriodStarted"/> tells of it.</summary>
    public bool BeginsPeriod() => Proration is not null && Old.BillingPeriod != New.BillingPeriod;
}

/// <summary>The days of service from a change on are credited as they were billed, and billed anew. All dates are civil, where the customer is.</summary>
/// <param name="SourceId">Names the invoice that bills them anew; one for each change, ever.</param>
/// <param name="PeriodStart">Start of the running period after the change: another one where the billing period's length changes.</param>
/// <param name="Start">First day of the change.</param>
/// <param name="End">Exclusive; the end of the running period.</param>
/// <param name="FullPeriodDays">Days of the full period that the prices are for.</param>
/// <param name="Lines">What was agreed for them from now on, recurring lines only.</param>
/// <param name="Discount">Of the running period; null when none applies.</param>
public sealed record ChangeProration(
    Guid SourceId,
    DateOnly PeriodStart,
    DateOnly Start,
    DateOnly End,
    int FullPeriodDays,
    string Currency,
    IReadOnlyList<PeriodLine> Lines,
    EventDiscount? Discount);

/// <summary>A change of plan or quantity was decided that waits for the next period, or one came back with a close that was taken back.</summary>
/// <param name="ChangeDate">Day on which the next period starts, as things stand; null while it is paused and nobody knows.</param>
public sealed record SubscriptionChangeScheduled(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer,
    EventPlanTerms Old,
    EventPlanTerms New,
    DateOnly? ChangeDate) : SubscriptionEvent;

/// <summary>A change that waited for the next period will not be; where a close cancels it, it comes back when that is taken back.</summary>
/// <param name="Old">What stays.</param>
/// <param name="New">What would have been.</param>
/// <param name="ByClose">A close that comes before it has cancelled it.</param>
public sealed record SubscriptionChangeCancelled(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer,
    EventPlanTerms Old,
    EventPlanTerms New,
    bool ByClose) : SubscriptionEvent;

/// <summary>A fixed term is about to end: In Progress -> To Renew. Unless it is renewed, the subscription closes at the end of the term.</summary>
/// <param name="TermEnd">First day after the term, in the customer's time zone.</param>
public sealed record SubscriptionToRenew(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer,
    DateOnly TermEnd) : SubscriptionEvent;

/// <summary>Another term follows the one that ends, or has ended where the order renews by itself.</summary>
/// <param name="OldStage">lower_snake_case; the new one is in_progress.</param>
/// <param name="TermEnd">First day after the added term, in the customer's time zone.</param>
public sealed record SubscriptionRenewed(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer,
    string OldStage,
    DateOnly TermEnd) : SubscriptionEvent;

/// <summary>
/// The next period is about to be charged: the first one after a trial, seven days before; or one of six months or more, thirty days before. Later where that
/// day had passed when it became known.
/// </summary>
/// <param name="AfterTrial">It is the first one, and follows a trial.</param>
/// <param name="ChargeDate">First day of that period, in the customer's time zone.</param>
/// <param name="RecurringTotal">Of that period, before the discount, without tax.</param>
/// <param name="BillingPeriod">Its length.</param>
/// <param name="Discount">Of that period; null when there is none.</param>
public sealed record SubscriptionChargeAhead(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer,
    bool AfterTrial,
    DateOnly ChargeDate,
    EventMoney RecurringTotal,
    EventInterval BillingPeriod,
    EventPriceDiscount? Discount) : SubscriptionEvent;

/// <summary>A coupon, as an order has it.</summary>
/// <param name="Name">Text per language.</param>
/// <param name="Percent">Above 0, up to 100; null where it has an amount.</param>
/// <param name="AmountOff">Off one period; null where it has a percentage.</param>
/// <param name="Periods">Billing periods in a row that it is for; null: as long as the order runs.</param>
public sealed record EventCoupon(string Code, IReadOnlyDictionary<string, string> Name, decimal? Percent, EventMoney? AmountOff, int? Periods);

/// <summary>A coupon was applied to a quotation or an order.</summary>
/// <param name="FirstPeriod">Number of the first period that it discounts.</param>
public sealed record CouponApplied(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer,
    EventCoupon Coupon,
    int FirstPeriod) : SubscriptionEvent;

/// <summary>A coupon was taken off a quotation or an order: periods that start from now on are billed without it.</summary>
public sealed record CouponRemoved(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer,
    EventCoupon Coupon) : SubscriptionEvent;

/// <summary>Service of an unpaid subscription is restricted, after a notice about it was delivered. Its stage and its billing stay as they are.</summary>
/// <param name="CaseId">The dunning case that it is for.</param>
/// <param name="NoticeSentAt">When the notice had been accepted by the mail server.</param>
public sealed record SubscriptionRestricted(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer,
    Guid CaseId,
    DateTimeOffset NoticeSentAt) : SubscriptionEvent;

/// <summary>A restriction was lifted.</summary>
/// <param name="CaseId">The dunning case that it was for.</param>
public sealed record AccessRestored(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer,
    Guid CaseId) : SubscriptionEvent;

/// <summary>
/// A restriction, or a close for want of payment, that dunning asked for was refused, as no notice of it had been delivered before the day that it
/// promised, or that day has not come. It happens by itself as soon as both are so.
/// </summary>
/// <param name="AggregateId">The dunning case.</param>
/// <param name="Step">restrict or close.</param>
/// <param name="Reason">NO_NOTICE, NOTICE_BOUNCED, NOTICE_LATE (delivered on the promised day or later: it has to be written anew) or NOT_YET.</param>
public sealed record DunningActionWithheld(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    Subject? Source,
    EventCustomer Customer,
    string Step,
    string Reason) : ISubjectEvent;
