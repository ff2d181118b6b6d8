using Contracts.Common.V1;
using Contracts.Events;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

/// <summary>Periods that a change would bill, as previews show them.</summary>
internal static class SimulatedPeriods
{
    public static Wire.SimulatedPeriod Simulated(this PeriodStarted period) => Of(period.PeriodStart, period.PeriodEnd, period.Lines, period.Currency);

    public static Wire.SimulatedPeriod Of(DateOnly start, DateOnly end, IReadOnlyList<PeriodLine> lines, string currency) => new()
    {
        Start = Date.From(start),
        End = Date.From(end),
        Amount = Money.From(lines.Sum(line => line.Amount(currency)), currency),
        Arithmetic = { lines.SelectMany(Arithmetic) },
    };

    private static IEnumerable<string> Arithmetic(PeriodLine line)
    {
        if (line.Arithmetic.Length > 0)
        {
            yield return line.Arithmetic;
        }

        if (line.Discount is { } discount)
        {
            yield return discount.Arithmetic.Length > 0 ? $"{discount.Code}: {discount.Arithmetic}" : discount.Code;
        }
    }
}
