using Contracts.Billing.V1;
using Contracts.Common.V1;
using Contracts.Events;
using Subscriptions.Time;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

/// <summary>Periods that a change would bill, as previews show them. What their invoices come to with tax, Billing says.</summary>
public sealed class SimulatedPeriods([FromKeyedServices(SubscriptionsModule.Name)] InvoiceService.InvoiceServiceClient billing)
{
    /// <summary>Most invoices that Billing is asked about at once.</summary>
    private const int AtOnce = 400;

    /// <summary>In the order of the periods.</summary>
    internal async Task<IReadOnlyList<Wire.SimulatedPeriod>> Of(Subscription subscription, IEnumerable<PeriodStarted> periods, DateTimeOffset now, CancellationToken ct) =>
        await Of(subscription, [.. periods.Select(p => (p.PeriodStart, p.PeriodEnd, p.Lines))], now, ct);

    internal async Task<IReadOnlyList<Wire.SimulatedPeriod>> Of(
        Subscription subscription, IReadOnlyList<(DateOnly Start, DateOnly End, IReadOnlyList<PeriodLine> Lines)> periods, DateTimeOffset now, CancellationToken ct)
    {
        var currency = subscription.Currency;
        List<Wire.SimulatedPeriod> told = [.. periods.Select(p => Told(p.Start, p.End, p.Lines, currency))];
        foreach (var asked in Enumerable.Range(0, periods.Count).Where(i => periods[i].Lines.Any(line => line.TaxCode.Length > 0)).Chunk(AtOnce))
        {
            var question = new PreviewInvoicesRequest { CustomerId = subscription.CustomerId.ToString(), CurrencyCode = currency };
            question.Invoices.Add(asked.Select(i => new FutureInvoice
            {
                IssueDate = Date.From(IssueDate(periods[i].Start, subscription, now)),
                Lines = { periods[i].Lines.Select(line => line.ToFuture(currency)) },
            }));
            var answer = await billing.PreviewInvoicesAsync(question, cancellationToken: ct);
            foreach (var (i, invoice) in asked.Zip(answer.Invoices))
            {
                told[i].Total = invoice.Total;
            }
        }

        return told;
    }

    /// <summary>The day on which a period is billed: its first one, or today where that has passed.</summary>
    internal static DateOnly IssueDate(DateOnly start, Subscription subscription, DateTimeOffset now)
    {
        var today = CivilTime.DateAt(now, subscription.Customer.Zone);
        return start > today ? start : today;
    }

    private static Wire.SimulatedPeriod Told(DateOnly start, DateOnly end, IReadOnlyList<PeriodLine> lines, string currency)
    {
        var amount = Money.From(lines.Sum(line => line.Amount(currency)), currency);
        return new Wire.SimulatedPeriod
        {
            Start = Date.From(start),
            End = Date.From(end),
            Amount = amount,
            Total = amount,
            Arithmetic = { lines.SelectMany(Arithmetic) },
        };
    }

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

internal static class FutureLines
{
    /// <summary>A line that will be billed, as Billing is told of it.</summary>
    public static FutureLine ToFuture(this PeriodLine line, string currency) => new()
    {
        Quantity = line.Quantity,
        UnitPrice = Money.From(line.UnitPrice, currency),
        Recurring = line.Recurring,
        Amount = line.ProratedAmount is not null || line.Discount is not null ? Money.From(line.Amount(currency), currency) : null,
        TaxCode = line.TaxCode,
    };
}
