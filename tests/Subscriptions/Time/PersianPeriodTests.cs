using FsCheck;
using FsCheck.Fluent;
using Subscriptions.Time;

namespace Subscriptions.Tests.Time;

/// <summary>Months and years of the Persian calendar (domain.md C3), from every day of 1380 to 1420 on, leap years among them.</summary>
public sealed class PersianPeriodTests
{
    private static readonly BillingPeriod Monthly = new(PeriodUnit.Month, 1, PeriodCalendar.Persian);
    private static readonly BillingPeriod Yearly = new(PeriodUnit.Year, 1, PeriodCalendar.Persian);

    private static readonly Gen<(DateOnly Anchor, int N, int Count)> Cases =
        from day in Gen.Frequency(
            (2, Gen.Choose(Jalali.Day("1380-01-01").DayNumber, Jalali.Day("1420-12-29").DayNumber)),
            // The ends of the months, where the lengths differ.
            (1, from year in Gen.Choose(1380, 1420) from month in Gen.Choose(2, 12) from back in Gen.Choose(1, 3) select Jalali.Day($"{year}-{month}-01").DayNumber - back),
            (1, from year in Gen.Elements(1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412, 1416) select Jalali.Day($"{year}-12-30").DayNumber))
        from n in Gen.Choose(0, 150)
        from count in Gen.Choose(1, 24)
        select (DateOnly.FromDayNumber(day), n, count);

    [Theory]
    [InlineData(PeriodUnit.Month, 1, "1404-06-31", "1404-07-30", "1404-08-30", "1404-09-30", "1404-10-30", "1404-11-30", "1404-12-29", "1405-01-31", "1405-02-31")]
    [InlineData(PeriodUnit.Month, 1, "1403-11-30", "1403-12-30", "1404-01-30", "1404-02-30")]
    [InlineData(PeriodUnit.Month, 1, "1404-12-11", "1405-01-11", "1405-02-11")]
    [InlineData(PeriodUnit.Month, 12, "1403-12-30", "1404-12-29", "1405-12-29", "1406-12-29", "1407-12-29", "1408-12-30")]
    [InlineData(PeriodUnit.Year, 1, "1403-12-30", "1404-12-29", "1405-12-29", "1406-12-29", "1407-12-29", "1408-12-30")]
    [InlineData(PeriodUnit.Month, 3, "1404-03-31", "1404-06-31", "1404-09-30", "1404-12-29", "1405-03-31")]
    public void A_clamped_date_does_not_pull_the_later_ones_with_it(PeriodUnit unit, int count, string anchor, params string[] next)
    {
        var period = new BillingPeriod(unit, count, PeriodCalendar.Persian);

        period.Start(Jalali.Day(anchor), 0).ShouldBe(Jalali.Day(anchor));
        next.Select((_, i) => Jalali.Text(period.Start(Jalali.Day(anchor), i + 1))).ShouldBe(next);
    }

    /// <summary>Not by the calendar that the product uses: these days stand in every almanac.</summary>
    [Theory]
    [InlineData("2025-09-22", 1, "2025-10-22")]
    [InlineData("2025-03-20", 12, "2026-03-20")]
    [InlineData("2025-03-20", 60, "2030-03-20")]
    [InlineData("2026-03-02", 1, "2026-03-31")]
    [InlineData("2024-03-20", 12, "2025-03-21")]
    public void Days_of_the_almanac(string anchor, int months, string expected) =>
        Monthly.Start(DateOnly.Parse(anchor, System.Globalization.CultureInfo.InvariantCulture), months).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture).ShouldBe(expected);

    [Fact]
    public void The_nth_is_counted_from_the_anchor() => Check(c =>
        Jalali.At(new BillingPeriod(PeriodUnit.Month, c.Count, PeriodCalendar.Persian).Start(c.Anchor, c.N)) == Jalali.Calendar.AddMonths(Jalali.At(c.Anchor), c.N * c.Count)
        && Jalali.At(Yearly.Start(c.Anchor, c.N)) == Jalali.Calendar.AddYears(Jalali.At(c.Anchor), c.N));

    /// <summary>Each half-open period ends where the next begins, is never empty, and is as long as a month of this calendar, give or take a clamped day.</summary>
    [Fact]
    public void Periods_follow_one_another_and_have_the_length_of_months()
    {
        Check(c => Enumerable.Range(0, 24).All(n => Length(Monthly, c.Anchor, n) is >= 29 and <= 31));
        Check(c => Length(Yearly, c.Anchor, c.N) is 365 or 366);

        static int Length(BillingPeriod period, DateOnly anchor, int n) => period.Start(anchor, n + 1).DayNumber - period.Start(anchor, n).DayNumber;
    }

    [Fact]
    public void Every_day_of_service_is_in_exactly_one_period() => Check(c =>
    {
        var day = c.Anchor.AddDays(c.N * 7);
        return Enumerable.Range(0, 38).Count(n => Monthly.Start(c.Anchor, n) <= day && day < Monthly.Start(c.Anchor, n + 1)) == 1;
    });

    [Fact]
    public void The_day_of_the_month_never_drifts() => Check(c =>
        Jalali.IsDayOfMonth(Monthly.Start(c.Anchor, c.N), Jalali.DayOfMonth(c.Anchor, PeriodCalendar.Persian), PeriodCalendar.Persian));

    [Fact]
    public void Twelve_months_are_a_year() => Check(c =>
        Monthly.Start(c.Anchor, 12 * c.N) == Yearly.Start(c.Anchor, c.N)
        && new BillingPeriod(PeriodUnit.Month, 12, PeriodCalendar.Persian).Start(c.Anchor, c.N) == Yearly.Start(c.Anchor, c.N));

    /// <summary>The billing day is a day of the Persian month, also where the anchor lies near the turn of a Gregorian one.</summary>
    [Fact]
    public void A_billing_day_is_a_day_of_the_month() => Check(c =>
    {
        var billingDay = (c.N % 31) + 1;
        var next = Monthly.NextBillingDay(c.Anchor, billingDay);
        return next >= c.Anchor && next.DayNumber - c.Anchor.DayNumber <= 31
            && Enumerable.Range(0, 13).Select(n => Monthly.Start(next, n, billingDay)).All(day => Jalali.IsDayOfMonth(day, billingDay, PeriodCalendar.Persian))
            && Monthly.Start(next, 0, billingDay) == next
            && Yearly.Start(next, 1, billingDay) == Monthly.Start(next, 12, billingDay);
    });

    [Fact]
    public void What_a_period_brings_a_month_does_not_depend_on_the_calendar() => Check(c =>
        new BillingPeriod(PeriodUnit.Month, c.Count, PeriodCalendar.Persian).PerMonth(c.N) == new BillingPeriod(PeriodUnit.Month, c.Count, PeriodCalendar.Gregorian).PerMonth(c.N)
        && Yearly.PerMonth(2000) == 2000m / 12);

    private static void Check(Func<(DateOnly Anchor, int N, int Count), bool> property) =>
        Prop.ForAll(Cases.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
