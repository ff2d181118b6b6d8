using FsCheck;
using FsCheck.Fluent;
using Subscriptions.Time;
using static Testing.SomeEvents;

namespace Subscriptions.Tests.Time;

/// <summary>domain.md C3, C12.</summary>
public sealed class BillingPeriodTests
{
    private static readonly Gen<(BillingPeriod Period, DateOnly Anchor, int N)> Cases =
        from unit in Gen.Elements(PeriodUnit.Day, PeriodUnit.Week, PeriodUnit.Month, PeriodUnit.Year)
        from count in Gen.Choose(1, 60)
        from calendar in Gen.Elements(PeriodCalendar.Gregorian, PeriodCalendar.Persian)
        from day in Gen.Choose(Day("2000-01-01").DayNumber, Day("2060-12-31").DayNumber)
        from n in Gen.Choose(0, 60)
        select (new BillingPeriod(unit, count, unit is PeriodUnit.Day or PeriodUnit.Week ? PeriodCalendar.Gregorian : calendar), DateOnly.FromDayNumber(day), n);

    [Theory]
    [InlineData(PeriodUnit.Month, 1, "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31")]
    [InlineData(PeriodUnit.Month, 1, "2028-01-30", "2028-02-29", "2028-03-30", "2028-04-30", "2028-05-30")]
    [InlineData(PeriodUnit.Month, 3, "2025-11-30", "2026-02-28", "2026-05-30", "2026-08-30", "2026-11-30")]
    [InlineData(PeriodUnit.Year, 1, "2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29")]
    [InlineData(PeriodUnit.Month, 1, "2028-02-29", "2028-03-29", "2028-04-29", "2028-05-29", "2028-06-29")]
    [InlineData(PeriodUnit.Month, 12, "2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29")]
    [InlineData(PeriodUnit.Year, 2, "2096-02-29", "2098-02-28", "2100-02-28", "2102-02-28", "2104-02-29")]
    [InlineData(PeriodUnit.Week, 52, "2028-02-29", "2029-02-27", "2030-02-26", "2031-02-25", "2032-02-24")]
    [InlineData(PeriodUnit.Week, 1, "2028-02-22", "2028-02-29", "2028-03-07", "2028-03-14", "2028-03-21")]
    [InlineData(PeriodUnit.Week, 2, "2026-01-15", "2026-01-29", "2026-02-12", "2026-02-26", "2026-03-12")]
    [InlineData(PeriodUnit.Day, 30, "2026-01-31", "2026-03-02", "2026-04-01", "2026-05-01", "2026-05-31")]
    public void A_clamped_date_does_not_pull_the_later_ones_with_it(PeriodUnit unit, int count, string anchor, params string[] next)
    {
        var period = new BillingPeriod(unit, count, PeriodCalendar.Gregorian);

        period.Start(Day(anchor), 0).ShouldBe(Day(anchor));
        next.Select((_, i) => period.Start(Day(anchor), i + 1)).ShouldBe(next.Select(Day));
    }

    [Fact]
    public void Each_period_starts_after_the_one_before() =>
        Check(c => c.Period.Start(c.Anchor, c.N) < c.Period.Start(c.Anchor, c.N + 1));

    /// <summary>Stepping from a clamped date would lose the day for good.</summary>
    [Fact]
    public void Months_and_years_keep_the_anchors_day_or_the_last_of_a_shorter_month() => Check(c =>
    {
        var start = c.Period.Start(c.Anchor, c.N);
        return c.Period.Unit is PeriodUnit.Day or PeriodUnit.Week
            || Jalali.IsDayOfMonth(start, Jalali.DayOfMonth(c.Anchor, c.Period.Calendar), c.Period.Calendar);
    });

    [Fact]
    public void Days_and_weeks_are_all_of_one_length() => Check(c =>
        c.Period.Unit is PeriodUnit.Month or PeriodUnit.Year
        || c.Period.Start(c.Anchor, c.N + 1).DayNumber - c.Period.Start(c.Anchor, c.N).DayNumber == c.Period.Count * (c.Period.Unit == PeriodUnit.Week ? 7 : 1));

    [Theory]
    [InlineData(PeriodUnit.Year, 1, "2000", "166.67")]
    [InlineData(PeriodUnit.Week, 1, "12", "52.00")]
    [InlineData(PeriodUnit.Week, 2, "10", "21.67")]
    [InlineData(PeriodUnit.Month, 1, "40", "40.00")]
    [InlineData(PeriodUnit.Month, 3, "100", "33.33")]
    [InlineData(PeriodUnit.Day, 1, "1", "30.42")]
    [InlineData(PeriodUnit.Year, 2, "2400", "100.00")]
    public void A_price_per_period_is_a_price_per_month(PeriodUnit unit, int count, string price, string perMonth) =>
        Math.Round(new BillingPeriod(unit, count, PeriodCalendar.Gregorian).PerMonth(Decimal(price)), 2, MidpointRounding.AwayFromZero).ShouldBe(Decimal(perMonth));

    [Fact]
    public void Equal_prices_of_different_periods_are_equal_by_the_month() =>
        new BillingPeriod(PeriodUnit.Year, 4, PeriodCalendar.Gregorian).PerMonth(1600).ShouldBe(new BillingPeriod(PeriodUnit.Month, 12, PeriodCalendar.Gregorian).PerMonth(400));

    private static decimal Decimal(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static void Check(Func<(BillingPeriod Period, DateOnly Anchor, int N), bool> property) =>
        Prop.ForAll(Cases.ToArbitrary(), property).QuickCheckThrowOnFailure();
}
