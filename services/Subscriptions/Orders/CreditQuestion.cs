using Contracts.Billing.V1;
using Contracts.Common.V1;
using Contracts.Events;

namespace Subscriptions.Orders;

/// <summary>Asks Billing what would be given back of a running period.</summary>
internal static class CreditQuestion
{
    /// <summary>Billing knows the invoices that exist; of a period that has not started it is told what will be billed.</summary>
    /// <param name="periodStart">Of the period; null when none runs.</param>
    /// <param name="endDate">First day without service.</param>
    /// <param name="simulated">Periods that would start before.</param>
    public static PreviewClosingCreditRequest Of(
        Subscription subscription, DateOnly? periodStart, DateOnly endDate, ClosingCreditKind credit, IReadOnlyList<PeriodStarted> simulated, DateTimeOffset now)
    {
        var question = new PreviewClosingCreditRequest
        {
            SubscriptionId = subscription.Id.ToString(),
            CurrencyCode = subscription.Currency,
            PeriodStart = SubscriptionWire.ToWire(periodStart),
            EndDate = Date.From(endDate),
            Credit = credit,
            CustomerId = subscription.CustomerId.ToString(),
        };
        if (simulated.LastOrDefault(period => period.PeriodStart == periodStart) is { } ahead)
        {
            question.IssueDate = Date.From(SimulatedPeriods.IssueDate(ahead.PeriodStart, subscription, now));
            question.PeriodEnd = Date.From(ahead.PeriodEnd);
            question.Lines.Add(ahead.Lines.Select(line => line.ToFuture(ahead.Currency)));
        }

        return question;
    }
}
