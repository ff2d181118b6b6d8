using Contracts.Billing.V1;
using Contracts.Common.V1;
using Contracts.Events;

namespace Subscriptions.Orders;

/// <summary>Asks Billing what would be given back of a running period.</summary>
internal static class CreditQuestion
{
    /// <summary>Billing knows the invoices that exist; of a period that has not started it is told what will be billed.</summary>
    /// <param name="periodStart">Of the period; null when none runs.</param>
    /// <param name="billedBy">Source of the invoice that bills its rest; null: its own.</param>
    /// <param name="simulated">Periods that would start before.</param>
    public static PreviewClosingCreditRequest Of(
        Subscription subscription, DateOnly? periodStart, Guid? billedBy, DateOnly unusedFrom, ClosingCreditKind credit, IReadOnlyList<PeriodStarted> simulated)
    {
        var question = new PreviewClosingCreditRequest
        {
            SubscriptionId = subscription.Id.ToString(),
            CurrencyCode = subscription.Currency,
            PeriodStart = SubscriptionWire.ToWire(periodStart),
            BilledBy = billedBy?.ToString() ?? "",
            UnusedFrom = Date.From(unusedFrom),
            Credit = credit,
        };
        if (simulated.LastOrDefault(period => period.PeriodStart == periodStart) is { } ahead)
        {
            question.PeriodEnd = Date.From(ahead.PeriodEnd);
            question.Lines.Add(ahead.Lines.Select(line => ToWire(line, ahead.Currency)));
        }

        return question;
    }

    private static FutureLine ToWire(PeriodLine line, string currency) => new()
    {
        Quantity = line.Quantity,
        UnitPrice = Money.From(line.UnitPrice, currency),
        Recurring = line.Recurring,
        Amount = line.ProratedAmount is not null || line.Discount is not null ? Money.From(line.Amount(currency), currency) : null,
    };
}
