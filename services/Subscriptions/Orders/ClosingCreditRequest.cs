using Contracts.Billing.V1;
using Contracts.Common.V1;
using Contracts.Events;

namespace Subscriptions.Orders;

/// <summary>Asks Billing what would be credited of a running period.</summary>
internal static class ClosingCreditRequest
{
    /// <summary>Billing knows the invoices that exist; of a period that has not started it is told what was agreed.</summary>
    /// <param name="periodStart">Of the period; null when none runs.</param>
    /// <param name="periodEnd">Exclusive.</param>
    /// <param name="endDate">First day without service.</param>
    /// <param name="simulated">Periods that would start before.</param>
    public static PreviewClosingCreditRequest Of(
        Subscription subscription, DateOnly? periodStart, DateOnly? periodEnd, DateOnly endDate, ClosingCreditKind credit, IReadOnlyList<PeriodStarted> simulated, DateTimeOffset now) => new()
        {
            SubscriptionId = subscription.Id.ToString(),
            CurrencyCode = subscription.Currency,
            PeriodStart = SubscriptionWire.ToWire(periodStart),
            PeriodEnd = SubscriptionWire.ToWire(periodEnd),
            EndDate = Date.From(endDate),
            Credit = credit,
            CustomerId = subscription.CustomerId.ToString(),
            UnbilledPeriod = simulated.LastOrDefault(period => period.PeriodStart == periodStart)?.ToFuture(subscription, now),
        };
}
