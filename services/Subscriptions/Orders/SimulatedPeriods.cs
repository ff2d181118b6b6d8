using Contracts.Common.V1;
using Contracts.Events;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

/// <summary>Periods that a change would bill, as previews show them.</summary>
internal static class SimulatedPeriods
{
    public static Wire.SimulatedPeriod Simulated(this PeriodStarted period) => new()
    {
        Start = Date.From(period.PeriodStart),
        End = Date.From(period.PeriodEnd),
        Amount = Money.From(period.Lines.Sum(line => line.Amount(period.Currency)), period.Currency),
        Arithmetic = { period.Lines.Select(line => line.Arithmetic).Where(text => text.Length > 0) },
    };
}
