using Contracts.Events;

namespace Subscriptions.Passes;

/// <summary>A billing period that has started, as its subscription has told of it.</summary>
/// <param name="Number">Of the subscription: S00042.</param>
/// <param name="Index">Number of the period, from 0.</param>
/// <param name="Start">Civil date where the client is.</param>
/// <param name="End">Exclusive.</param>
/// <param name="Restricted">The subscription is restricted for want of payment.</param>
/// <param name="Sequence">Of the event, among those of its subscription.</param>
public sealed record StartedPeriod(
    Guid SubscriptionId, string Number, Guid CustomerId, Guid PlanId, int Index, DateOnly Start, DateOnly End, bool Restricted, int Sequence)
{
    internal static StartedPeriod Of(PeriodStarted e) => new(
        e.AggregateId, e.Subject.Number, e.Customer.Id, e.PlanId, e.PeriodIndex, e.PeriodStart, e.PeriodEnd, e.Restricted, e.Sequence);

    /// <summary>Null where no period begins with the change.</summary>
    internal static StartedPeriod? Of(SubscriptionChanged e) => !e.BeginsPeriod() ? null : new(
        e.AggregateId, e.Subject.Number, e.Customer.Id, e.PlanId, e.PeriodIndex, e.Proration!.PeriodStart, e.Proration.End, e.Restricted, e.Sequence);
}
