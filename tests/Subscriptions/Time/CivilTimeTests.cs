using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Subscriptions.Time;
using static Testing.SomeEvents;

namespace Subscriptions.Tests.Time;

/// <summary>domain.md C4.</summary>
public sealed class CivilTimeTests
{
    private static readonly string[] Zones =
    [
        "UTC", "Europe/Rome", "Europe/Warsaw", "Asia/Ho_Chi_Minh", "Asia/Tehran", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe", "America/Sao_Paulo",
        "America/Havana", "America/New_York", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Africa/Cairo", "Asia/Beirut", "Pacific/Chatham",
    ];

    [Theory]
    [InlineData("Europe/Rome", "2026-01-31", "2026-01-30T23:00:00Z")]
    [InlineData("Europe/Rome", "2026-07-01", "2026-06-30T22:00:00Z")]
    [InlineData("Asia/Ho_Chi_Minh", "2026-02-15", "2026-02-14T17:00:00Z")]
    [InlineData("Asia/Kolkata", "2026-01-01", "2025-12-31T18:30:00Z")]
    [InlineData("Asia/Tehran", "2026-03-21", "2026-03-20T20:30:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-01-01", "2025-12-31T13:00:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-07-01", "2026-06-30T13:30:00Z")]
    [InlineData("Pacific/Kiritimati", "2026-01-01", "2025-12-31T10:00:00Z")]
    [InlineData("Pacific/Pago_Pago", "2026-01-01", "2026-01-01T11:00:00Z")]
    public void A_day_starts_at_midnight_where_the_customer_is(string zone, string day, string instant) =>
        CivilTime.StartOfDay(Day(day), Zone(zone)).ShouldBe(Instant(instant));

    [Theory]
    [InlineData("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z")]
    [InlineData("Asia/Tehran", "2022-03-22", "2022-03-21T20:30:00Z")]
    [InlineData("Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00Z")]
    [InlineData("America/Havana", "2026-03-08", "2026-03-08T05:00:00Z")]
    public void Where_clocks_skip_midnight_a_day_starts_at_its_first_moment(string zone, string day, string instant) =>
        CivilTime.StartOfDay(Day(day), Zone(zone)).ShouldBe(Instant(instant));

    [Fact]
    public void Where_midnight_comes_twice_a_day_starts_with_the_first() =>
        CivilTime.StartOfDay(Day("2026-11-01"), Zone("America/Havana")).ShouldBe(Instant("2026-11-01T04:00:00Z"));

    [Fact]
    public void A_day_that_a_place_skipped_starts_when_the_next_one_does()
    {
        var apia = Zone("Pacific/Apia");

        CivilTime.StartOfDay(Day("2011-12-31"), apia).ShouldBe(Instant("2011-12-30T10:00:00Z"));
        CivilTime.StartOfDay(Day("2011-12-30"), apia).ShouldBe(Instant("2011-12-30T10:00:00Z"));
    }

    [Theory]
    [InlineData("2026-01-31T16:59:59Z", "Asia/Ho_Chi_Minh", "2026-01-31")]
    [InlineData("2026-01-31T17:00:00Z", "Asia/Ho_Chi_Minh", "2026-02-01")]
    [InlineData("2026-02-01T04:59:59Z", "America/New_York", "2026-01-31")]
    public void An_instant_is_a_day_where_the_customer_is(string instant, string zone, string day) =>
        CivilTime.DateAt(Instant(instant), Zone(zone)).ShouldBe(Day(day));

    [Fact]
    public void A_day_starts_on_that_day_and_the_moment_before_belongs_to_the_day_before() => Check((day, zone) =>
    {
        var start = CivilTime.StartOfDay(day, zone);
        return CivilTime.DateAt(start, zone) == day && CivilTime.DateAt(start.AddTicks(-1), zone) == day.AddDays(-1);
    });

    [Fact]
    public void Days_start_one_after_the_other() =>
        Check((day, zone) => CivilTime.StartOfDay(day, zone) < CivilTime.StartOfDay(day.AddDays(1), zone));

    private static void Check(Func<DateOnly, TimeZoneInfo, bool> property) => Prop.ForAll(
        Gen.Choose(Day("2015-01-01").DayNumber, Day("2040-01-01").DayNumber).ToArbitrary(),
        Gen.Elements(Zones).ToArbitrary(),
        (day, zone) => property(DateOnly.FromDayNumber(day), Zone(zone))).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
