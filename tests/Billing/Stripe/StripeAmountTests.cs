using System.Globalization;
using Billing.Payments.Providers.Stripe;
using Contracts.Conversions;

namespace Billing.Tests.Stripe;

public sealed class StripeAmountTests
{
    [Theory]
    [InlineData("40.00", "EUR", 4000)]
    [InlineData("0.01", "USD", 1)]
    [InlineData("249000", "VND", 249000)]
    [InlineData("500", "JPY", 500)]
    [InlineData("1990", "HUF", 199000)]
    [InlineData("10", "ISK", 1000)]
    [InlineData("5.120", "KWD", 5120)]
    public void An_amount_is_a_whole_number_of_the_smallest_unit(string amount, string currency, long units) =>
        (StripeAmount.Of(decimal.Parse(amount, CultureInfo.InvariantCulture), currency, out var refusal), refusal).ShouldBe((units, ""));

    [Theory]
    [InlineData("500000", "IRR", "currency_not_supported")]
    [InlineData("1", "XYZ", "currency_not_supported")]
    [InlineData("5.123", "KWD", "amount_not_representable")]
    [InlineData("0.5", "VND", "amount_not_representable")]
    [InlineData("1.5", "ISK", "amount_not_representable")]
    [InlineData("0.001", "EUR", "amount_not_representable")]
    public void What_Stripe_cannot_take_is_refused(string amount, string currency, string code) =>
        (StripeAmount.Of(decimal.Parse(amount, CultureInfo.InvariantCulture), currency, out var refusal), refusal).ShouldBe(((long?)null, code));

    [Fact]
    public void Every_currency_but_the_rial_can_be_charged() =>
        Currencies.All.Where(currency => StripeAmount.Of(1, currency, out _) is null).ShouldBe(["IRR"]);
}
