using Screens.Languages;

namespace Browser.Tests.Dunning;

/// <summary>What failed payments cost, in the reports.</summary>
public sealed class DunningReportTests(DunningHouse house) : DunningTest(house)
{
    [Theory]
    [InlineData("en", "MRR at risk now", "MRR recovered", "MRR lost to failed payments")]
    [InlineData("vi", "MRR đang gặp rủi ro", "MRR thu hồi được", "MRR mất do thanh toán thất bại")]
    [InlineData("fa", "درآمد ماهانهٔ اکنون در خطر", "درآمد وصول‌شده", "درآمد ازدست‌رفته با پرداخت ناموفق")]
    public async Task A3_38_The_report_shows_MRR_at_risk_recovered_and_lost(string language, string atRisk, string recovered, string lost)
    {
        // Some were lost, some recovered late; one is open.
        await House.Ignored();
        var before = Sum(Of(await Api.Get("reports/dunning"), "limit_exceeded"), "open");
        await Debtor(language, "6975");
        var report = await Eventually.Async(() => Api.Get("reports/dunning"), found => Sum(Of(found, "limit_exceeded"), "open") > before, "the open case in the report");
        var rows = report.List("rows").Select(row => row!.AsObject()).ToList();
        (Sum(rows, "recovered"), Sum(rows, "lost")).ShouldSatisfyAllConditions(sums => sums.Item1.ShouldBePositive(), sums => sums.Item2.ShouldBePositive());

        var staff = await Staff(language);
        await staff.GotoAsync("/admin/reports");
        var facts = staff.Locator("#dunning-report .facts");
        await Fact(atRisk, Amount(report, "atRisk"));
        await Fact(recovered, Sum(rows, "recovered"));
        await Fact(lost, Sum(rows, "lost"));
        await Expect(staff.Locator("#dunning-months tbody tr")).ToHaveCountAsync(rows.Count);
        await Expect(staff.Locator("#dunning-months tr[data-cause=limit_exceeded]").First).ToContainTextAsync(Money(Amount(Of(report, "limit_exceeded").First(), "open")));
        var timing = (await Api.Get("reports/retry-timing")).List("rows");
        timing.ShouldNotBeEmpty();
        await Expect(staff.Locator("#retry-timing tbody tr")).ToHaveCountAsync(timing.Count);
        await Expect(staff.Locator("#recovery-steps tbody tr")).ToHaveCountAsync(report.List("steps").Count);
        (await Axe.Violations(staff)).ShouldBeEmpty();

        var file = await (await staff.APIRequest.GetAsync("/admin/reports/dunning.csv")).TextAsync();
        file.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(rows.Count + 1);

        Task Fact(string name, decimal amount) =>
            Expect(facts.Locator("div").Filter(new() { Has = staff.GetByText(name, new() { Exact = true }) })).ToContainTextAsync(Money(amount));

        string Money(decimal amount) => new Locale(Language.Find(language)!).Money(Contracts.Common.V1.Money.From(amount, "EUR"));
    }

    private static IEnumerable<System.Text.Json.Nodes.JsonObject> Of(System.Text.Json.Nodes.JsonObject report, string cause) =>
        report.List("rows").Select(row => row!.AsObject()).Where(row => row.Text("cause") == cause);

    private static decimal Sum(IEnumerable<System.Text.Json.Nodes.JsonObject> rows, string field) => rows.Sum(row => Amount(row, field));

    private static decimal Amount(System.Text.Json.Nodes.JsonObject row, string field) =>
        row[field] is { } money ? decimal.Parse(money.AsObject().Text("units"), System.Globalization.CultureInfo.InvariantCulture) : 0;
}
