using Contracts.Common.V1;
using Contracts.Conversions;
using FsCheck;
using FsCheck.Fluent;

namespace Contracts.Tests;

public sealed class MoneyTests
{
    private static readonly Gen<decimal> Amounts =
        from units in Gen.Choose(int.MinValue, int.MaxValue)
        from billionths in Gen.Choose(0, 999_999_999)
        select units + (billionths / 1_000_000_000m);

    [Fact]
    public void There_and_back_is_the_same_amount() =>
        Prop.ForAll(Amounts.ToArbitrary(), amount => Money.From(amount, "EUR").ToDecimal() == amount).QuickCheckThrowOnFailure();

    [Fact]
    public void What_is_made_from_an_amount_is_well_formed() =>
        Prop.ForAll(Amounts.ToArbitrary(), amount => Money.From(amount, "EUR").IsWellFormed()).QuickCheckThrowOnFailure();

    [Fact]
    public void Rounding_reaches_the_nearest_and_in_the_middle_the_one_farther_from_zero() =>
        Prop.ForAll(Amounts.ToArbitrary(), Gen.Elements(Currencies.All.ToArray()).ToArbitrary(), (amount, currency) =>
        {
            var step = (decimal)Math.Pow(10, -Currencies.Digits(currency));
            var rounded = Currencies.Round(amount, currency);
            var distance = Math.Abs(rounded - amount);
            return rounded % step == 0 && (distance < step / 2 || (distance == step / 2 && Math.Abs(rounded) > Math.Abs(amount)));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("EUR", "0.005", "0.01")]
    [InlineData("EUR", "-0.005", "-0.01")]
    [InlineData("EUR", "0.0049", "0.00")]
    [InlineData("EUR", "2.675", "2.68")]
    [InlineData("VND", "0.5", "1")]
    [InlineData("VND", "1.5", "2")]
    [InlineData("VND", "-2.5", "-3")]
    [InlineData("KWD", "1.0005", "1.001")]
    [InlineData("JPY", "99.4999", "99")]
    public void Half_is_rounded_away_from_zero_to_the_currencys_own_digits(string currency, string amount, string rounded) =>
        Currencies.Round(Decimal(amount), currency).ShouldBe(Decimal(rounded));

    [Theory]
    [InlineData("VND", 0)]
    [InlineData("JPY", 0)]
    [InlineData("EUR", 2)]
    [InlineData("KWD", 3)]
    public void A_currency_has_its_own_digits(string currency, int digits) => Currencies.Digits(currency).ShouldBe(digits);

    [Theory]
    [InlineData("eur")]
    [InlineData("EURO")]
    [InlineData("")]
    [InlineData("XXX")]
    public void An_unknown_currency_has_no_digits(string currency)
    {
        Currencies.IsKnown(currency).ShouldBeFalse();
        Should.Throw<KeyNotFoundException>(() => Currencies.Digits(currency));
        new Money { CurrencyCode = currency, Units = 1 }.FitsCurrency().ShouldBeFalse();
    }

    [Theory]
    [InlineData(1, 1_000_000_000)]
    [InlineData(1, -1)]
    [InlineData(-1, 1)]
    [InlineData(0, -1_000_000_000)]
    public void Units_and_nanos_that_contradict_each_other_are_not_well_formed(long units, int nanos) =>
        new Money { CurrencyCode = "EUR", Units = units, Nanos = nanos }.IsWellFormed().ShouldBeFalse();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, -999_999_999)]
    [InlineData(long.MinValue, -999_999_999)]
    [InlineData(long.MaxValue, 999_999_999)]
    public void Units_and_nanos_of_one_sign_are_well_formed(long units, int nanos) =>
        new Money { CurrencyCode = "EUR", Units = units, Nanos = nanos }.IsWellFormed().ShouldBeTrue();

    [Theory]
    [InlineData("EUR", "1.01", true)]
    [InlineData("EUR", "1.001", false)]
    [InlineData("VND", "1", true)]
    [InlineData("VND", "1.5", false)]
    [InlineData("KWD", "1.001", true)]
    public void An_amount_fits_its_currency_when_it_has_no_finer_digits(string currency, string amount, bool fits) =>
        Money.From(Decimal(amount), currency).FitsCurrency().ShouldBe(fits);

    private static decimal Decimal(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
