using Contracts.Common.V1;
using Wire = Contracts.Subscriptions.V1;

namespace Scenarios.Tests;

/// <summary>
/// Thirteen months and more, day after day that matters, for each kind of anchor: every invoice with its period, its number and its amount, and
/// never before its first moment where the customer is. A business that was down for three months has the same invoices afterwards.
/// </summary>
public sealed class WalkTests
{
    [Fact]
    public Task From_31_January_the_end_of_every_month() => Walk("2026-01-31", "Europe/Rome",
        ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30", "2026-10-31", "2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31"]);

    [Fact]
    public Task From_30_January_the_30th_again_after_February() => Walk("2026-01-30", "Europe/Rome",
        ["2026-01-30", "2026-02-28", "2026-03-30", "2026-04-30", "2026-05-30", "2026-06-30", "2026-07-30", "2026-08-30", "2026-09-30", "2026-10-30", "2026-11-30", "2026-12-30", "2027-01-30", "2027-02-28", "2027-03-30"]);

    [Fact]
    public Task From_29_February_of_a_leap_year_yearly_and_the_29th_again_in_the_next_one() => Walk("2028-02-29", "Europe/Rome",
        ["2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29", "2033-02-28"], price: 480, unit: IntervalUnit.Year);

    [Fact]
    public Task Over_both_changes_of_the_clock_in_New_York() => Walk("2026-03-08", "America/New_York",
        ["2026-03-08", "2026-04-08", "2026-05-08", "2026-06-08", "2026-07-08", "2026-08-08", "2026-09-08", "2026-10-08", "2026-11-08", "2026-12-08", "2027-01-08", "2027-02-08", "2027-03-08", "2027-04-08"]);

    [Fact]
    public Task On_the_very_day_on_which_the_clock_goes_back_in_New_York() => Walk("2026-11-01", "America/New_York",
        ["2026-11-01", "2026-12-01", "2027-01-01", "2027-02-01", "2027-03-01", "2027-04-01", "2027-05-01", "2027-06-01", "2027-07-01", "2027-08-01", "2027-09-01", "2027-10-01", "2027-11-01", "2027-12-01"]);

    [Fact]
    public Task Over_both_changes_of_the_clock_in_Warsaw() => Walk("2026-03-29", "Europe/Warsaw",
        ["2026-03-29", "2026-04-29", "2026-05-29", "2026-06-29", "2026-07-29", "2026-08-29", "2026-09-29", "2026-10-29", "2026-11-29", "2026-12-29", "2027-01-29", "2027-02-28", "2027-03-29", "2027-04-29"]);

    [Fact]
    public Task Weekly_over_the_changes_of_the_clock_in_Warsaw() => Walk("2026-10-18", "Europe/Warsaw",
        [.. Enumerable.Range(0, 60).Select(week => $"{Dates.Day("2026-10-18").AddDays(7 * week):yyyy-MM-dd}")], price: 7, unit: IntervalUnit.Week);

    [Fact]
    public Task In_a_half_hour_zone_Kolkata() => Walk("2026-01-31", "Asia/Kolkata",
        ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30", "2026-10-31", "2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28"]);

    [Fact]
    public Task In_a_half_hour_zone_Tehran() => Walk("2026-03-21", "Asia/Tehran",
        ["2026-03-21", "2026-04-21", "2026-05-21", "2026-06-21", "2026-07-21", "2026-08-21", "2026-09-21", "2026-10-21", "2026-11-21", "2026-12-21", "2027-01-21", "2027-02-21", "2027-03-21", "2027-04-21"]);

    [Fact]
    public Task In_dongs_which_have_no_digits() => Walk("2026-01-31", "Asia/Ho_Chi_Minh",
        ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30", "2026-10-31", "2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28"], price: 499_999, currency: "VND");

    [Fact]
    public Task In_dongs_with_a_billing_day() => Walk("2026-01-20", "Asia/Ho_Chi_Minh",
        ["2026-01-20", "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30", "2026-10-31", "2026-11-30", "2026-12-31", "2027-01-31"],
        // 11 of 31 days x 499999, rounded to whole dongs.
        price: 499_999, currency: "VND", first: 177_419, terms: new BillingTerms { BillingDay = 31 });

    /// <summary>31 Farvardin to 31 Shahrivar, 30 Mehr to 30 Esfand of the leap year 1403, and 31 Farvardin again.</summary>
    [Fact]
    public Task From_31_Farvardin_the_end_of_every_Persian_month() => Walk("2024-04-19", "Asia/Tehran",
        ["2024-04-19", "2024-05-20", "2024-06-20", "2024-07-21", "2024-08-21", "2024-09-21", "2024-10-21", "2024-11-20", "2024-12-20", "2025-01-19", "2025-02-18", "2025-03-20", "2025-04-20"],
        calendar: BillingCalendar.Persian);

    [Fact]
    public Task From_30_Esfand_of_a_leap_year_yearly_and_the_30th_again_in_the_next_one() => Walk("2021-03-20", "Asia/Tehran",
        ["2021-03-20", "2022-03-20", "2023-03-20", "2024-03-19", "2025-03-20", "2026-03-20"], price: 480, unit: IntervalUnit.Year, calendar: BillingCalendar.Persian);

    private static async Task Walk(
        string start, string timeZone, string[] starts, decimal price = 40, string currency = "EUR", IntervalUnit unit = IntervalUnit.Month, decimal? first = null, BillingTerms? terms = null,
        BillingCalendar calendar = BillingCalendar.Unspecified)
    {
        // The customer's own day has begun everywhere by noon.
        await using var world = await World.At($"{start}T12:00:00Z");
        var order = await world.Subscribe(plan: await world.Plan(price: price, currency: currency, unit: unit, terms: terms, calendar: calendar), timeZone: timeZone);
        for (var i = 1; i < starts.Length; i++)
        {
            await world.WakeUpAt($"{FirstMoment(starts[i], timeZone).AddSeconds(-1):O}");
            (await world.InvoicesOf(order)).Count.ShouldBe(i, $"not before {starts[i]}");
            await world.WakeUpAt($"{FirstMoment(starts[i], timeZone):O}");
            (await world.InvoicesOf(order)).Count.ShouldBe(i + 1, $"on {starts[i]}");
        }

        var walked = await Invoices(world, order);
        walked.Select(i => i.Period.Split(' ')[0]).ShouldBe(starts);
        walked.Zip(walked.Skip(1)).ShouldAllBe(pair => pair.First.Period.EndsWith(pair.Second.Period.Split(' ')[0]));
        walked.Select(i => i.Amount).ShouldBe(starts.Select((_, i) => i == 0 ? first ?? price : price));
        walked.Select(i => i.Number).ShouldBe(InOrder(walked.Select(i => i.Number)));
        (await world.Movements()).ShouldHaveSingleItem().Kind.ShouldBe("New");
        (await world.SelfCheck.GetSelfCheckAsync(new())).Findings.ShouldBeEmpty();

        (await AfterDownTimes(start, timeZone, starts, price, currency, unit, terms, calendar)).ShouldBe(walked.Select(i => (i.Period, i.Amount)));
    }

    /// <summary>The same, with three months at a time in which nothing ran.</summary>
    private static async Task<IEnumerable<(string, decimal)>> AfterDownTimes(
        string start, string timeZone, string[] starts, decimal price, string currency, IntervalUnit unit, BillingTerms? terms, BillingCalendar calendar)
    {
        await using var world = await World.At($"{start}T12:00:00Z");
        var order = await world.Subscribe(plan: await world.Plan(price: price, currency: currency, unit: unit, terms: terms, calendar: calendar), timeZone: timeZone);
        var last = FirstMoment(starts[^1], timeZone);
        for (var now = world.Now.AddMonths(3); now < last; now = now.AddMonths(3))
        {
            await world.WakeUpAt($"{now:O}");
        }

        await world.WakeUpAt($"{last:O}");
        var invoices = await Invoices(world, order);
        invoices.Select(i => i.Number).ShouldBe(InOrder(invoices.Select(i => i.Number)));
        return invoices.Select(i => (i.Period, i.Amount));
    }

    private static async Task<IReadOnlyList<(string Period, string Number, decimal Amount)>> Invoices(World world, Wire.Subscription order) =>
        [.. (await world.Billed(order)).Select(i => (i.Period(), i.Number, i.Total.ToDecimal()))];

    /// <summary>The numbers as they were given: 1, 2, 3 in each year, without a gap.</summary>
    private static IEnumerable<string> InOrder(IEnumerable<string> numbers)
    {
        var next = new Dictionary<string, int>();
        foreach (var number in numbers)
        {
            var year = number[..9];
            next[year] = next.GetValueOrDefault(year) + 1;
            yield return $"{year}{next[year]:00000}";
        }
    }

    private static DateTimeOffset FirstMoment(string day, string timeZone) =>
        Subscriptions.Time.CivilTime.StartOfDay(Dates.Day(day), TimeZoneInfo.FindSystemTimeZoneById(timeZone));
}
