using System.Globalization;
using System.Text.Json;
using Billing.Invoices;
using Contracts.Events;
using static Testing.SomeEvents;

namespace Billing.Tests;

/// <summary>What agreed lines come to in a full period, in a part of one, and with a coupon (domain.md C1, C5, "Discounts").</summary>
public sealed class PeriodChargesTests
{
    [Theory]
    [InlineData("EUR", 40, 1, 31, 1.29, "1 of 31 days x 40.00")]
    [InlineData("EUR", 40, 15, 31, 19.35, "15 of 31 days x 40.00")]
    [InlineData("EUR", 40, 28, 29, 38.62, "28 of 29 days x 40.00")]
    [InlineData("EUR", 40, 18, 28, 25.71, "18 of 28 days x 40.00")]
    [InlineData("EUR", 1200, 17, 365, 55.89, "17 of 365 days x 1200.00")]
    [InlineData("VND", 100_001, 14, 31, 45_162, "14 of 31 days x 100001")]
    [InlineData("EUR", 40.01, 15, 30, 20.01, "15 of 30 days x 40.01")]
    [InlineData("EUR", 0.03, 15, 30, 0.02, "15 of 30 days x 0.03")]
    [InlineData("VND", 5, 14, 28, 3, "14 of 28 days x 5")]
    [InlineData("EUR", 40, 31, 31, 40, "")]
    public void A_shorter_period_is_billed_by_the_day_and_says_so(string currency, decimal price, int days, int fullDays, decimal amount, string arithmetic)
    {
        var charges = PeriodCharges.Of(Period([Line(price), Line(100, recurring: false)], days, fullDays, currency: currency));

        // A one-off is no part of a period.
        charges.Select(c => (c.Amount, c.Arithmetic, c.Discount)).ShouldBe([(amount, arithmetic, null), (100m, "", null)]);
    }

    /// <summary>A banker would round 20.005 to 20.00.</summary>
    [Theory]
    [InlineData(40.01, 20.01)]
    [InlineData(-40.01, -20.01)]
    [InlineData(40.03, 20.02)]
    [InlineData(-40.03, -20.02)]
    [InlineData(0.01, 0.01)]
    [InlineData(-0.01, -0.01)]
    public void Exactly_half_a_cent_is_rounded_away_from_zero(decimal price, decimal amount)
    {
        Proration.Share(price, 15, 30, "EUR").ShouldBe(amount);
        Proration.Percentage(price, 50, "EUR").ShouldBe(amount);
    }

    [Fact]
    public void A_percentage_stands_beside_its_line_with_its_arithmetic()
    {
        var charge = PeriodCharges.Of(Period([Line(40)], discount: Discount(percent: 10))).Single();

        (charge.Amount, charge.Discount!.Code, charge.Discount.Name["en"], charge.Discount.Amount, charge.Discount.Arithmetic)
            .ShouldBe((36m, "SPRING", "Spring sale", 4m, "10% x 40.00"));
    }

    [Theory]
    [InlineData(12.5, 39.99, "EUR", 5.00)]
    [InlineData(33.33, 10, "EUR", 3.33)]
    [InlineData(0.5, 1, "EUR", 0.01)]
    [InlineData(0.1, 1, "EUR", 0)]
    [InlineData(50, 3, "VND", 2)]
    [InlineData(100, 19.99, "EUR", 19.99)]
    public void A_percentage_is_rounded_half_away_from_zero_once_for_each_line(decimal percent, decimal price, string currency, decimal off)
    {
        var charges = PeriodCharges.Of(Period([Line(price), Line(price)], currency: currency, discount: Discount(percent)));

        charges.Select(c => (c.Discount?.Amount ?? 0, c.Amount)).ShouldBe([(off, price - off), (off, price - off)]);
    }

    [Fact]
    public void One_offs_are_billed_as_they_are()
    {
        var charges = PeriodCharges.Of(Period([Line(40), Line(100, recurring: false)], discount: Discount(percent: 100)));

        charges.Select(c => (c.Line.Recurring, c.Amount, c.Discount is null)).ShouldBe([(true, 0m, false), (false, 100m, true)]);
    }

    [Theory]
    [InlineData(10, "3.33 3.34 3.33")]
    [InlineData(0.01, "0.00 0.01 0.00")]
    [InlineData(15, "5.00 5.00 5.00")]
    [InlineData(1000, "20.00 20.00 20.00")]
    public void An_amount_is_spread_over_the_lines_and_takes_what_there_is_at_most(decimal amount, string parts)
    {
        var charges = PeriodCharges.Of(Period([Line(20), Line(20), Line(20)], discount: Discount(amountOff: amount)));

        charges.Select(c => (c.Discount?.Amount ?? 0).ToString("F2", CultureInfo.InvariantCulture)).ShouldBe(parts.Split(' '));
        charges.Sum(c => c.Amount).ShouldBe(60 - Math.Min(amount, 60));
    }

    [Fact]
    public void The_arithmetic_of_an_amount_says_its_share()
    {
        Discounts(Period([Line(40), Line(20)], discount: Discount(amountOff: 15))).ShouldBe([(10m, "15.00 x 40.00 / 60.00"), (5m, "15.00 x 20.00 / 60.00")]);
        Discounts(Period([Line(40)], discount: Discount(amountOff: 15))).ShouldBe([(15m, "")]);
    }

    [Fact]
    public void A_shorter_period_is_discounted_by_the_day_too()
    {
        var charge = PeriodCharges.Of(Period([Line(40)], 15, 31, discount: Discount(percent: 10))).Single();

        (charge.Arithmetic, charge.Discount!.Amount, charge.Discount.Arithmetic, charge.Amount).ShouldBe(("15 of 31 days x 40.00", 1.94m, "10% x 19.35", 17.41m));
        Discounts(Period([Line(40)], 15, 31, discount: Discount(amountOff: 15))).ShouldBe([(7.26m, "15 of 31 days x 15.00")]);
        Discounts(Period([Line(40), Line(20)], 15, 31, discount: Discount(amountOff: 15))).ShouldBe(
            [(4.84m, "15 of 31 days x 15.00 = 7.26; 7.26 x 19.35 / 29.03"), (2.42m, "15 of 31 days x 15.00 = 7.26; 7.26 x 9.68 / 29.03")]);
    }

    [Fact]
    public void The_days_after_a_change_are_discounted_as_the_period_is()
    {
        var rest = Rest([Line(40, quantity: 2)], Discount(percent: 10)).Single();
        (rest.Arithmetic, rest.Amount + rest.Discount!.Amount, rest.Discount.Arithmetic, rest.Amount).ShouldBe(("18 of 28 days x 80.00", 51.43m, "10% x 51.43", 46.29m));

        rest = Rest([Line(40, quantity: 2)], Discount(amountOff: 14)).Single();
        (rest.Discount!.Arithmetic, rest.Discount.Amount, rest.Amount).ShouldBe(("18 of 28 days x 14.00", 9m, 42.43m));
    }

    [Fact]
    public void A_period_whose_event_names_no_discount_is_billed_without_one()
    {
        var line = JsonSerializer.Deserialize<PeriodLine>("""{"Description":{"en":"Pro"},"Quantity":2,"UnitPrice":20,"Recurring":true,"ProratedAmount":null,"Arithmetic":""}""")!;

        var charge = PeriodCharges.Of(Period([line])).Single();

        (charge.Discount, charge.Amount).ShouldBe((null, 40m));
    }

    private static IEnumerable<(decimal Amount, string Arithmetic)> Discounts(ServicePeriod period) =>
        PeriodCharges.Of(period).Select(c => (c.Discount!.Amount, c.Discount.Arithmetic));

    /// <summary>From 10 to 28 February, of the period that began on 31 January.</summary>
    private static IReadOnlyList<LineCharge> Rest(IReadOnlyList<PeriodLine> lines, EventDiscount discount) => PeriodCharges.Of(ServicePeriod.Of(
        new ChangeProration(Guid.CreateVersion7(), Day("2026-01-31"), Day("2026-02-10"), Day("2026-02-28"), 28, "EUR", lines, discount)));

    private static ServicePeriod Period(IReadOnlyList<PeriodLine> lines, int days = 31, int fullDays = 31, string currency = "EUR", EventDiscount? discount = null) =>
        new(Day("2026-01-01"), Day("2026-01-01").AddDays(days), fullDays, currency, lines, discount);
}
