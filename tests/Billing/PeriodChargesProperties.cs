using Billing.Invoices;
using Contracts.Conversions;
using Contracts.Events;
using FsCheck;
using FsCheck.Fluent;
using static Testing.SomeEvents;

namespace Billing.Tests;

/// <summary>domain.md C1, C5: whatever the lines, the coupon and the days.</summary>
public sealed class PeriodChargesProperties
{
    private static readonly Gen<Case> Cases =
        from currency in Gen.Elements("EUR", "VND", "KWD")
        from prices in Gen.ArrayOf(Gen.OneOf(Gen.Choose(0, 5), Gen.Choose(0, 1_000_000)))
        from off in Gen.OneOf(Gen.Choose(1, 20), Gen.Choose(1, 3_000_000))
        from percent in Gen.Choose(1, 10_000)
        from full in Gen.Choose(1, 366)
        from days in Gen.Choose(1, full)
        select new Case(currency, [.. prices.Select(p => Small(p, currency))], Small(off, currency), percent / 100m, days, full);

    [Fact]
    public void Parts_of_an_amount_add_up_to_it_and_none_is_below_zero_or_above_its_line() => Check(c =>
    {
        var (before, after) = (c.Charges(null), c.Charges(Discount(amountOff: c.Off)));

        after.Sum(Off).ShouldBe(Math.Min(Round(c.Off * c.Days / c.FullDays, c), before.Sum(l => l.Amount)));
        AllFit(before, after, c);
    });

    [Fact]
    public void A_percentage_of_each_line_is_rounded_once_and_leaves_nothing_below_zero() => Check(c =>
    {
        var (before, after) = (c.Charges(null), c.Charges(Discount(percent: c.Percent)));

        after.Select(Off).ShouldBe(before.Select(l => Round(l.Amount * c.Percent / 100, c)));
        AllFit(before, after, c);
    });

    [Fact]
    public void Both_parts_of_a_period_come_to_its_price_but_for_one_unit_a_line() => Check(c =>
    {
        var (first, rest, whole) = (c.Charges(null), (c with { Days = c.FullDays - c.Days }).Charges(null), (c with { Days = c.FullDays }).Charges(null));

        foreach (var (a, b, all) in first.Zip(rest, whole))
        {
            Math.Abs(a.Amount + b.Amount - all.Amount).ShouldBeLessThanOrEqualTo(Small(1, c.Currency));
        }
    });

    [Fact]
    public void A_charge_is_within_half_a_unit_of_the_exact_price_of_its_days() => Check(c =>
    {
        foreach (var (charge, price) in c.Charges(null).Zip(c.Prices))
        {
            Math.Abs(charge.Amount - (price * c.Days / c.FullDays)).ShouldBeLessThanOrEqualTo(Small(1, c.Currency) / 2);
            charge.Arithmetic.ShouldBe(c.Days == c.FullDays ? "" : $"{c.Days} of {c.FullDays} days x {InvoiceWire.Text(price, c.Currency)}");
        }
    });

    private static void AllFit(IReadOnlyList<LineCharge> before, IReadOnlyList<LineCharge> after, Case c)
    {
        after.Count.ShouldBe(before.Count);
        foreach (var (line, discounted) in before.Zip(after))
        {
            Off(discounted).ShouldBeInRange(0, line.Amount);
            discounted.Amount.ShouldBe(line.Amount - Off(discounted));
            Currencies.Round(discounted.Amount, c.Currency).ShouldBe(discounted.Amount);
            (discounted.Discount is null).ShouldBe(Off(discounted) == 0);
        }
    }

    private static decimal Off(LineCharge charge) => charge.Discount?.Amount ?? 0;

    private static decimal Round(decimal amount, Case c) => Math.Round(amount, Currencies.Digits(c.Currency), MidpointRounding.AwayFromZero);

    private static decimal Small(int units, string currency) => units / (decimal)Math.Pow(10, Currencies.Digits(currency));

    private static void Check(Action<Case> property) => Prop.ForAll(Cases.ToArbitrary(), c =>
    {
        property(c);
        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));

    private sealed record Case(string Currency, decimal[] Prices, decimal Off, decimal Percent, int Days, int FullDays)
    {
        public IReadOnlyList<LineCharge> Charges(EventDiscount? discount) => PeriodCharges.Of(
            new ServicePeriod(Day("2026-01-01"), Day("2026-01-01").AddDays(Days), FullDays, Currency, [.. Prices.Select(p => Line(p))], discount));

        public override string ToString() => $"{Currency} {Off} / {Percent}% off {string.Join(' ', Prices)}, {Days} of {FullDays}";
    }
}
