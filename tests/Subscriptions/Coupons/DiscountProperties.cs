using Contracts.Conversions;
using FsCheck;
using FsCheck.Fluent;
using Subscriptions.Coupons;

namespace Subscriptions.Tests.Coupons;

/// <summary>domain.md C1, C5: whatever the lines and the amount.</summary>
public sealed class DiscountProperties
{
    private static readonly Gen<Case> Cases =
        from currency in Gen.Elements("EUR", "VND", "KWD")
        from amounts in Gen.ArrayOf(Gen.OneOf(Gen.Choose(0, 5), Gen.Choose(0, 1_000_000)))
        from off in Gen.OneOf(Gen.Choose(1, 20), Gen.Choose(1, 3_000_000))
        from percent in Gen.Choose(1, 10_000)
        select new Case(currency, [.. amounts.Select(a => Small(a, currency))], Small(off, currency), percent / 100m);

    [Fact]
    public void Parts_of_an_amount_add_up_to_it_and_none_is_below_zero_or_above_its_line() => Prop.ForAll(Cases.ToArbitrary(), c =>
    {
        var parts = new DiscountTerms(null, c.Off, c.Currency, null).Off(c.Amounts, c.Currency);

        parts.Sum().ShouldBe(Math.Min(c.Off, c.Amounts.Sum()));
        AllFit(parts, c);
        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void A_percentage_of_each_line_is_rounded_once_and_leaves_nothing_below_zero() => Prop.ForAll(Cases.ToArbitrary(), c =>
    {
        var parts = new DiscountTerms(c.Percent, null, "", null).Off(c.Amounts, c.Currency);

        parts.ShouldBe(c.Amounts.Select(a => Math.Round(a * c.Percent / 100, Currencies.Digits(c.Currency), MidpointRounding.AwayFromZero)));
        AllFit(parts, c);
        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private static void AllFit(IReadOnlyList<decimal> parts, Case c)
    {
        parts.Count.ShouldBe(c.Amounts.Length);
        foreach (var (part, amount) in parts.Zip(c.Amounts))
        {
            part.ShouldBeInRange(0, amount);
            Currencies.Round(part, c.Currency).ShouldBe(part);
        }
    }

    private static decimal Small(int units, string currency) => units / (decimal)Math.Pow(10, Currencies.Digits(currency));

    private sealed record Case(string Currency, decimal[] Amounts, decimal Off, decimal Percent)
    {
        public override string ToString() => $"{Currency} {Off} / {Percent}% off {string.Join(' ', Amounts)}";
    }
}
