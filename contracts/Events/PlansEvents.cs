using System.Text.Json.Serialization;

namespace Contracts.Events;

/// <summary>A plan was created, changed or archived; carries the plan as it is now.</summary>
/// <param name="AggregateId">The plan.</param>
/// <param name="Revision">Counts the plan's changes, from 1: of two events the one with the higher revision is newer.</param>
/// <param name="Name">Text per language.</param>
/// <param name="BillingPeriod">With the calendar that counts it.</param>
/// <param name="Price">For one period and quantity 1, without tax.</param>
/// <param name="TaxCode">Of the tax rate that invoices add; empty: none.</param>
/// <param name="Terms">What quotations offer unless they say otherwise.</param>
/// <param name="CloseAfterUnpaidDays">Days after the due date of an unpaid invoice; 0: never.</param>
/// <param name="Archived">It takes no new quotations; running subscriptions go on.</param>
public sealed record PlanChanged(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    int Revision,
    IReadOnlyDictionary<string, string> Name,
    EventInterval BillingPeriod,
    EventMoney Price,
    string TaxCode,
    EventSelfService SelfService,
    EventOfferedTerms Terms,
    EventClosingPolicy Closing,
    int CloseAfterUnpaidDays,
    bool Archived) : IEvent
{
    /// <summary>The class pass that each period brings; null where it brings none.</summary>
    [JsonRequired]
    public EventPassGrant? PassGrant { get; init; }
}

/// <summary>What customers may do by themselves with their subscriptions to a plan; meanings as in plans.v1.SelfService.</summary>
public sealed record EventSelfService(
    bool Closable, bool Pausable, bool PlanChangeable, bool QuantityChangeable, bool Reactivatable, bool Renewable);

/// <summary>How billing begins and ends unless a quotation says otherwise; units and bounds as in common.v1.BillingTerms.</summary>
/// <param name="TermPeriods">Billing periods of a fixed term; 0: open-ended.</param>
/// <param name="RenewNoticeDays">0: the usual.</param>
/// <param name="BillingDay">Day of the month on which each period starts; 0: the day of the start.</param>
public sealed record EventOfferedTerms(int TrialDays, int TermPeriods, bool RenewsByItself, int RenewNoticeDays, int BillingDay);

/// <summary>What a close credits of the running period unless staff decide otherwise.</summary>
/// <param name="Credit">none, prorated or full.</param>
/// <param name="Settlement">Settlement of the refunded amount: account_credit, or refund, which is what was paid by card; the rest becomes account credit.</param>
public sealed record EventClosingPolicy(string Credit, string Settlement);

/// <summary>A class pass that every billing period of a plan brings.</summary>
/// <param name="EndsWithPeriod">It can be used until the period's end; else as long as the template says.</param>
public sealed record EventPassGrant(Guid TemplateId, bool EndsWithPeriod);

/// <summary>A product was created, changed or archived; carries the product as it is now.</summary>
/// <param name="AggregateId">The product.</param>
/// <param name="Revision">Counts the product's changes, from 1: of two events the one with the higher revision is newer.</param>
/// <param name="Name">Text per language.</param>
/// <param name="Recurring">Billed each period; otherwise once, with the first invoice.</param>
/// <param name="Price">Of one piece, without tax.</param>
/// <param name="TaxCode">Of the tax rate that invoices add; empty: none.</param>
/// <param name="Archived">It is not offered on new quotations.</param>
public sealed record ProductChanged(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    int Revision,
    IReadOnlyDictionary<string, string> Name,
    bool Recurring,
    EventMoney Price,
    string TaxCode,
    bool Archived) : IEvent;

/// <summary>A class type was created, renamed or retired; carries it as it is now.</summary>
/// <param name="AggregateId">The class type.</param>
/// <param name="Name">Text per language.</param>
public sealed record ClassTypeChanged(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    IReadOnlyDictionary<string, string> Name,
    bool Retired) : IEvent;

/// <summary>A pass template was created, changed or archived; carries the template as it is now.</summary>
/// <param name="AggregateId">The template.</param>
/// <param name="Name">Text per language.</param>
/// <param name="Description">Text per language; may be empty.</param>
/// <param name="Freestyle">Price, classes and validity may be set at the sale.</param>
/// <param name="Price">Of one pass, without tax.</param>
/// <param name="SoldOnline">Customers may buy it in the portal.</param>
public sealed record PassTemplateChanged(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    IReadOnlyDictionary<string, string> Name,
    IReadOnlyDictionary<string, string> Description,
    bool Freestyle,
    EventMoney Price,
    EventPassTerms Terms,
    bool SoldOnline,
    bool Archived) : IEvent;

/// <summary>The rules of a pass; units and bounds as in common.v1.PassTerms.</summary>
/// <param name="ValidityUnit">none, day, week or month.</param>
/// <param name="ValidityCount">0 where the unit is none.</param>
/// <param name="ClassType">The only one that it is good for; null: good for every class.</param>
/// <param name="Overlapping">A client may hold it beside another pass for the same classes and days.</param>
/// <param name="Shared">Usable by several clients.</param>
/// <param name="GraceDays">Days after the end on which unused classes may still be used.</param>
/// <param name="Start">sale, chosen or first_visit.</param>
/// <param name="LateCancelCounts">A class that was cancelled late is used.</param>
/// <param name="LateCancelHours">A cancellation is late where it comes less than these hours before the class.</param>
/// <param name="NoShowCounts">A class that was neither visited nor cancelled is used.</param>
/// <param name="MaximumFreezeDays">Of all freezes by customers together; 0 where they may not freeze.</param>
/// <param name="TaxCode">Empty: none.</param>
public sealed record EventPassTerms(
    int Classes,
    string ValidityUnit,
    int ValidityCount,
    EventClassType? ClassType,
    bool Overlapping,
    bool Shared,
    int GraceDays,
    string Start,
    bool LateCancelCounts,
    int LateCancelHours,
    bool NoShowCounts,
    bool CustomersMayFreeze,
    int MaximumFreezeDays,
    string TaxCode);

/// <summary>The kind of class that a pass is good for.</summary>
/// <param name="Name">Text per language, as it was at the time of the event; <see cref="ClassTypeChanged"/> renames it.</param>
public sealed record EventClassType(Guid Id, IReadOnlyDictionary<string, string> Name);
