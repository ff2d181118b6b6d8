using System.Globalization;
using Contracts.Conversions;
using Contracts.Events;
using Subscriptions.Coupons;

namespace Subscriptions.Orders;

/// <summary>Lines as the running period bills them: prorated, and less what its discount takes off.</summary>
public sealed partial class Subscription
{
    /// <summary>
    /// Lines as the running period bills them: in a shorter one, price x days / days of the full period that ends with it (domain.md C1); less
    /// what its discount takes off.
    /// </summary>
    private List<PeriodLine> Billed(IEnumerable<SubscriptionLine> lines)
    {
        var days = BilledDays;
        return Discounted([.. lines.Select(line => line.Recurring ? Prorated(line, days.Billed, days.Full) : line.ForEvents())], days);
    }

    private PeriodLine Prorated(SubscriptionLine line, int days, int fullDays)
    {
        if (days == fullDays)
        {
            return line.ForEvents();
        }

        var full = line.Amount(Currency);
        return line.ForEvents() with
        {
            ProratedAmount = Currencies.Round(full * days / fullDays, Currency),
            Arithmetic = string.Create(CultureInfo.InvariantCulture, $"{days} of {fullDays} days x {Text(full)}"),
        };
    }

    /// <summary>Lines of the running period with what its discount takes off them; one-offs are billed as they are.</summary>
    /// <param name="lines">Before the discount.</param>
    /// <param name="days">Of the days of the full period, how many they bill.</param>
    private List<PeriodLine> Discounted(IReadOnlyList<PeriodLine> lines, (int Billed, int Full) days)
    {
        if (DiscountIn(PeriodIndex) is not { } discount || !discount.Fits(PlanId, BillingPeriod))
        {
            return [.. lines];
        }

        List<decimal> amounts = [.. lines.Where(l => l.Recurring).Select(l => l.GrossAmount(Currency))];
        var off = new Queue<decimal>(discount.Terms.Off(amounts, Currency, days));
        return [.. lines.Select(line => line.Recurring ? Less(line, discount, off.Dequeue(), amounts, days) : line)];
    }

    private PeriodLine Less(PeriodLine line, AppliedDiscount discount, decimal off, IReadOnlyList<decimal> amounts, (int Billed, int Full) days) => off == 0
        ? line
        : line with { Discount = new EventDiscount(discount.Code, discount.Name, off, DiscountArithmetic(discount.Terms, line.GrossAmount(Currency), amounts, days)) };

    /// <summary>"10% x 40.00", "17 of 31 days x 15.00", "15.00 x 20.00 / 60.00"; empty for an amount that is taken off one line as it is.</summary>
    private string DiscountArithmetic(DiscountTerms terms, decimal line, IReadOnlyList<decimal> amounts, (int Billed, int Full) days)
    {
        if (terms.Percent is { } percent)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{percent:0.##}% x {Text(line)}");
        }

        var all = terms.OffAll(amounts, Currency, days);
        var prorated = days.Billed == days.Full ? "" : string.Create(CultureInfo.InvariantCulture, $"{days.Billed} of {days.Full} days x {Text(terms.AmountOff!.Value)}");
        var share = line == amounts.Sum() ? "" : $"{Text(all)} x {Text(line)} / {Text(amounts.Sum())}";
        return (prorated.Length, share.Length) switch
        {
            ( > 0, > 0) => $"{prorated} = {Text(all)}; {share}",
            ( > 0, _) => prorated,
            _ => share,
        };
    }

    private string Text(decimal amount) => amount.ToString($"F{Currencies.Digits(Currency)}", CultureInfo.InvariantCulture);
}
