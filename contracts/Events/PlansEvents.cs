namespace Contracts.Events;

/// <summary>A plan was created, changed or archived; carries the plan as it is now.</summary>
/// <param name="AggregateId">The plan.</param>
/// <param name="Name">Text per language.</param>
/// <param name="BillingPeriod">With the calendar that counts it.</param>
/// <param name="Price">For one period and quantity 1, without tax.</param>
public sealed record PlanChanged(
    Guid EventId,
    Guid AggregateId,
    EventActor Actor,
    DateTimeOffset OccurredAt,
    IReadOnlyDictionary<string, string> Name,
    EventInterval BillingPeriod,
    EventMoney Price,
    bool Closable,
    int CloseAfterUnpaidDays,
    bool Archived) : IEvent;
