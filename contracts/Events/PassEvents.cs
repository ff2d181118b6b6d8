namespace Contracts.Events;

/// <summary>How the sale of a pass is paid.</summary>
/// <param name="Kind">card_on_file: charged at once; transfer: the invoice stays open; desk: paid with the sale; none: nothing is to pay.</param>
/// <param name="Method">At the desk: cash, card, cheque or other; empty otherwise.</param>
/// <param name="Reference">At the desk: receipt number or the like; may be empty.</param>
public sealed record EventPassPayment(string Kind, string Method, string Reference);

/// <summary>A pass was sold: Billing invoices it.</summary>
/// <param name="Holders">Who uses it, 1 to 20.</param>
/// <param name="TemplateName">Text per language; the invoice's line.</param>
/// <param name="ClassTypeName">Text per language; empty where it is good for every class.</param>
/// <param name="Classes">Sold with it.</param>
/// <param name="Price">Without tax, before the discount.</param>
/// <param name="Discount">Off the price; zero where there is none.</param>
/// <param name="DiscountPercent">Above 0, up to 100; null where the discount is an amount, or there is none.</param>
/// <param name="Total">Price less discount.</param>
/// <param name="TaxCode">Of the tax rate that its invoice adds; empty: none.</param>
/// <param name="AwaitsPayment">Bought online: it can be used once the invoice is paid.</param>
public sealed record PassSold(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer,
    EventPass Pass,
    IReadOnlyList<EventCustomer> Holders,
    Guid TemplateId,
    IReadOnlyDictionary<string, string> TemplateName,
    IReadOnlyDictionary<string, string> ClassTypeName,
    int Classes,
    EventMoney Price,
    EventMoney Discount,
    decimal? DiscountPercent,
    EventMoney Total,
    string TaxCode,
    EventPassPayment Payment,
    bool AwaitsPayment) : PassEvent;

/// <summary>A billing period of a subscription has brought a pass: the subscription's invoice pays it, so it has none of its own.</summary>
/// <param name="Subscription">Whose period it is.</param>
/// <param name="PeriodStart">Civil date where the client is, inclusive.</param>
/// <param name="PeriodEnd">Exclusive.</param>
/// <param name="Classes">Granted with it.</param>
public sealed record PassGranted(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer,
    EventPass Pass,
    Subject Subscription,
    DateOnly PeriodStart,
    DateOnly PeriodEnd,
    Guid TemplateId,
    int Classes) : PassEvent;

/// <summary>A pass that was bought online is paid: from now on it can be used.</summary>
public sealed record PassActivated(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer,
    EventPass Pass) : PassEvent;

/// <summary>The invoice of a pass that was bought online was voided, or is not asked for any more: the pass is over before it could be used. It comes back should it be paid after all.</summary>
/// <param name="Invoice">With its number.</param>
public sealed record PassEndedUnpaid(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer,
    EventPass Pass,
    Subject Invoice) : PassEvent;

/// <summary>A client came to a class with a pass, or missed one that was booked.</summary>
/// <param name="Holder">The client.</param>
/// <param name="ClassTypeName">Text per language; empty where it was not told.</param>
/// <param name="VisitState">attended, late_cancel or no_show.</param>
/// <param name="Classes">Used by it: 1, or 0 where a missed class is free.</param>
public sealed record PassUsed(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer,
    EventPass Pass,
    EventCustomer Holder,
    Guid VisitId,
    DateTimeOffset VisitTime,
    IReadOnlyDictionary<string, string> ClassTypeName,
    string VisitState,
    int Classes) : PassEvent;

/// <summary>A visit or a missed class was taken back.</summary>
/// <param name="Holder">The client.</param>
/// <param name="Classes">Left again by it: 1, or 0 where it had used nothing.</param>
/// <param name="Reason">In the words of the person; may be empty.</param>
public sealed record PassVisitUndone(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer,
    EventPass Pass,
    EventCustomer Holder,
    Guid VisitId,
    DateTimeOffset VisitTime,
    int Classes,
    string Reason) : PassEvent;

/// <summary>The end of a pass moved, classes were added, or both. A used-up or expired one is active again.</summary>
/// <param name="OldState">State before, lower_snake_case.</param>
/// <param name="OldEndDate">Null where it has none.</param>
/// <param name="BonusClasses">Added; 0 where none were.</param>
/// <param name="RestoredClasses">Lapsed ones that came back with it.</param>
/// <param name="Reason">In the words of the person; may be empty.</param>
/// <param name="WinBackId">The win-back that it is part of; null otherwise.</param>
/// <param name="SendMail">The buyer is to be told by mail.</param>
public sealed record PassExtended(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer,
    EventPass Pass,
    string OldState,
    DateOnly? OldEndDate,
    int BonusClasses,
    int RestoredClasses,
    string Reason,
    Guid? WinBackId,
    bool SendMail) : PassEvent;

/// <summary>A freeze of a pass was decided: it cannot be used on its days, and the end moves by its length.</summary>
/// <param name="FreezeStartDate">First day of the freeze; it may lie ahead.</param>
/// <param name="FreezeEndDate">First day after it; null: until it is unfrozen.</param>
/// <param name="Reason">In the words of the person; may be empty.</param>
public sealed record PassFrozen(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer,
    EventPass Pass,
    DateOnly FreezeStartDate,
    DateOnly? FreezeEndDate,
    string Reason) : PassEvent;

/// <summary>A freeze is over: by its date, or because it was ended.</summary>
/// <param name="FrozenDays">It has lasted, and moved the end by; 0 where it was called off before its first day.</param>
public sealed record PassUnfrozen(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer,
    EventPass Pass,
    int FrozenDays) : PassEvent;

/// <summary>A pass with classes left is over in seven days.</summary>
/// <param name="LastDay">On which it can be used, without its grace.</param>
public sealed record PassExpiring(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer,
    EventPass Pass,
    DateOnly LastDay) : PassEvent;

/// <summary>One class is left on a pass that had more.</summary>
public sealed record PassRunningLow(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer,
    EventPass Pass) : PassEvent;

/// <summary>The last class of a pass was used.</summary>
public sealed record PassUsedUp(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer,
    EventPass Pass) : PassEvent;

/// <summary>The last day of a pass and its grace are over.</summary>
/// <param name="LapsedClasses">Left unused.</param>
public sealed record PassExpired(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer,
    EventPass Pass,
    int LapsedClasses) : PassEvent;

/// <summary>A pass was taken back: Billing credits what was not used.</summary>
/// <param name="UnusedClasses">Of those sold; bonus classes are used last and give nothing back.</param>
/// <param name="SoldClasses">Without any bonus.</param>
/// <param name="SoldPrice">What the invoice had asked for it, without tax.</param>
/// <param name="Credit">SoldPrice x UnusedClasses / SoldClasses, rounded once, without tax.</param>
/// <param name="Settlement">account_credit, or refund, which is what was paid by card; the rest becomes account credit.</param>
/// <param name="Reason">In the words of the person.</param>
public sealed record PassWithdrawn(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    Subject Subject,
    EventCustomer Customer,
    EventPass Pass,
    int UnusedClasses,
    int SoldClasses,
    EventMoney SoldPrice,
    EventMoney Credit,
    string Settlement,
    string Reason) : PassEvent;
