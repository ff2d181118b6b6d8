using Contracts.Events;
using Subscriptions.Orders.Discounts;

namespace Subscriptions.Orders;

public sealed partial class Subscription
{
    /// <summary>What one full period costs after the discount of the running one, or of the first before it starts; without tax.</summary>
    public decimal DiscountedTotal => PriceNow.Net;

    /// <summary>What a full period costs now, or the first before it starts.</summary>
    internal PeriodPrice PriceNow => PriceOf(Math.Max(PeriodIndex, 0));

    /// <summary>What a full period of that number would cost if nothing changed until then, by what bills it.</summary>
    internal PeriodPrice PriceOf(int period) => DiscountIn(period) is { } discount && OffFullPeriod(discount) is > 0 and var off
        ? new PeriodPrice(RecurringTotal, off, discount, discount.EndPeriod - period, DaysOf(discount).End)
        : new PeriodPrice(RecurringTotal, 0, null, null, null);

    /// <summary>What a discount takes off a full period of the order as it is now; zero while it does not fit the order.</summary>
    internal decimal OffFullPeriod(AppliedDiscount discount) =>
        discount.Fits(PlanId, BillingPeriod) ? discount.Terms.Off([.. _lines.Where(l => l.Recurring).OrderBy(l => l.Position).Select(l => l.Amount(Currency))], Currency).Sum() : 0;

    private EventPriceDiscount? DiscountForEvents(int period) => ForEvents(PriceOf(period));

    /// <summary>The same of the plan's own line, as it would be with these terms.</summary>
    private EventPriceDiscount? DiscountForEvents(ChangeTerms terms, int period)
    {
        var recurring = Lines.Where(l => l.Recurring).ToList();
        var plan = recurring.FindIndex(l => l.ProductId is null);
        var (amounts, off, discount) = LinesWith(terms, period);
        return discount is null || off[plan] == 0
            ? null
            : ForEvents(new PeriodPrice(amounts[plan], off[plan], discount, discount.EndPeriod - period, DaysOf(discount).End));
    }

    /// <summary>What a full period of that number would cost with these terms of its plan.</summary>
    private PeriodPrice PriceWith(ChangeTerms terms, int period)
    {
        var (amounts, off, discount) = LinesWith(terms, period);
        return new PeriodPrice(amounts.Sum(), off.Sum(), discount, discount?.EndPeriod - period, null);
    }

    /// <summary>What each recurring line would cost in that period with these terms of the plan, and what a discount would take off each; none without one.</summary>
    private (IReadOnlyList<decimal> Amounts, IReadOnlyList<decimal> Off, AppliedDiscount? Discount) LinesWith(ChangeTerms terms, int period)
    {
        List<decimal> amounts = [.. Lines.Where(l => l.Recurring).Select(l => l.ProductId is null ? terms.Amount(Currency) : l.Amount(Currency))];
        return DiscountIn(period) is { } discount && discount.Fits(terms.PlanId, terms.Period)
            ? (amounts, discount.Terms.Off(amounts, Currency), discount)
            : (amounts, [], null);
    }

    private EventPriceDiscount? ForEvents(PeriodPrice price) => price.Discount is not { } discount ? null : new EventPriceDiscount(
        discount.Code, discount.Name, new EventMoney(Currency, price.Off), new EventMoney(Currency, price.Net), price.Periods, price.Until);
}

/// <summary>What a full period costs, without tax.</summary>
/// <param name="Gross">Before the discount.</param>
/// <param name="Off">What the discount takes off; zero without one.</param>
/// <param name="Discount">Null when nothing is taken off.</param>
/// <param name="Periods">So many in a row, from this one on, are discounted; null: as long as the order runs.</param>
/// <param name="Until">First day that is billed without it; null where there is none, or nobody knows it.</param>
internal sealed record PeriodPrice(decimal Gross, decimal Off, AppliedDiscount? Discount, int? Periods, DateOnly? Until)
{
    public decimal Net => Gross - Off;
}
