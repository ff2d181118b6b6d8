using Contracts.Common.V1;
using ServiceDefaults.Data;
using Subscriptions.Tests.Access;
using Subscriptions.Tests.Support;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Tests.Reports;

public sealed class DunningReportOnSqlite() : DunningReportTests(DatabaseProvider.Sqlite);

public sealed class DunningReportOnPostgres() : DunningReportTests(DatabaseProvider.Postgres);

/// <summary>MRR at risk, recovered and lost (domain.md A3.38).</summary>
public abstract class DunningReportTests(DatabaseProvider database) : IAsyncLifetime
{
    private SubscriptionsUnderTest _service = null!;

    public async Task InitializeAsync() => _service = await SubscriptionsUnderTest.Start(database, "2026-01-20T10:00:00Z");

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task Without_any_case_there_are_no_rows()
    {
        (await _service.Reports.GetDunningReportAsync(new())).ShouldBe(new Wire.DunningReport { TimeZone = "UTC" });

        await _service.Confirmed();
        var report = await _service.Reports.GetDunningReportAsync(new());
        (report.Rows.Count, report.CurrencyCode, report.AtRisk.ToDecimal(), report.InvoluntaryChurn.ToDecimal()).ShouldBe((0, "EUR", 0, 0));
    }

    [Fact]
    public async Task Every_case_is_recovered_lost_or_open_and_the_sums_say_so()
    {
        var paid = await Case(price: 30);
        await paid.Start();
        await paid.Deliver("payment_failed_1");
        var quick = await Case(price: 20);
        await quick.Start();
        await paid.Pass(4);
        await quick.Resolve("settled");
        await paid.Deliver("payment_failed_2");
        await paid.Pass(4);
        await paid.Resolve();
        // After it, and so none that brought it.
        await paid.Deliver("payment_failed_3");

        await paid.Pass(10);
        var lost = await Case(price: 100);
        await lost.Start("expired_card");
        await lost.Notify(days: 0, finalDays: 0);
        await lost.Exhaust();
        var kept = await Case(price: 7);
        await kept.Start("expired_card");
        await kept.Exhaust("keep");
        var late = await Case(price: 11);
        await late.Start("expired_card");
        await late.Exhaust("keep");
        await late.Pass(1);
        await late.Resolve();
        var open = await Case(price: 50);
        await open.Start("expired_card");
        var withheld = await Case(price: 3);
        await withheld.Start("expired_card");
        await withheld.Exhaust();
        await _service.Orders.CloseSubscriptionAsync(new() { Id = (await _service.Confirmed()).Id, ReasonText = "Moved" });
        var abroad = await Case(price: 500, currency: "USD");
        await abroad.Start();

        var report = await _service.Reports.GetDunningReportAsync(new() { FirstMonth = Month(1), LastMonth = Month(2) });

        report.CurrencyCodes.ShouldBe(["EUR", "USD"]);
        report.Rows.Select(r => (r.Month.Month, r.Cause, r.Cases, r.RecoveredCases, r.LostCases)).ShouldBe([(1, "insufficient_funds", 2, 2, 0), (2, "expired_card", 5, 1, 2)]);
        report.Rows.Select(r => (Of(r.AtRisk), Of(r.Recovered), Of(r.Lost), Of(r.Open))).ShouldBe([(50, 50, 0, 0), (171, 11, 107, 53)]);
        report.Rows.Select(r => r.MedianTimeToRecovery.ToTimeSpan().TotalDays).ShouldBe([6, 1]);
        report.Steps.Select(s => (s.MessagesSent, s.RecoveredCases)).ShouldBe([(0, 2), (2, 1)]);
        (Of(report.AtRisk), Of(report.VoluntaryChurn), Of(report.InvoluntaryChurn)).ShouldBe((53, 40, 100));

        var dollars = await _service.Reports.GetDunningReportAsync(new() { CurrencyCode = "USD", FirstMonth = Month(2), LastMonth = Month(2) });
        (dollars.Rows.ShouldHaveSingleItem().Open, dollars.AtRisk).ShouldBe((Money.From(500, "USD"), Money.From(500, "USD")));
        (await _service.Reports.GetDunningReportAsync(new() { LastMonth = Month(1), FirstMonth = Month(1) })).Rows.ShouldHaveSingleItem();
    }

    /// <summary>Recovered is what was paid, or what a credit note or a void left nothing to pay of; all else that has ended is lost.</summary>
    [Theory]
    [InlineData("paid", true)]
    [InlineData("settled", true)]
    [InlineData("written_off", false)]
    [InlineData("by_staff", false)]
    public async Task What_a_case_ended_by_says_whether_it_was_recovered(string resolution, bool recovered)
    {
        var dunning = await Case(price: 30);
        await dunning.Start();
        await dunning.Deliver("payment_failed_1");
        await dunning.Pass(2);
        await dunning.Resolve(resolution);

        var report = await _service.Reports.GetDunningReportAsync(new());
        var row = report.Rows.ShouldHaveSingleItem();
        (row.RecoveredCases, row.LostCases, Of(row.AtRisk), Of(row.Recovered), Of(row.Lost), Of(row.Open)).ShouldBe(
            recovered ? (1, 0, 30, 30, 0, 0) : (0, 1, 30, 0, 30, 0));
        (report.Steps.Count, Of(report.AtRisk), row.MedianTimeToRecovery is not null).ShouldBe((recovered ? 1 : 0, 0, recovered));

        await dunning.Pass(3);
        await dunning.Resolve();
        row = (await _service.Reports.GetDunningReportAsync(new())).Rows.ShouldHaveSingleItem();
        (row.RecoveredCases, row.LostCases, row.MedianTimeToRecovery.ToTimeSpan().TotalDays).ShouldBe((1, 0, resolution == "paid" ? 2 : 5), "what is paid after all is recovered");
    }

    [Fact]
    public async Task What_the_bank_took_back_is_lost_until_it_is_paid_after_all()
    {
        var dunning = await Case(price: 30);
        await dunning.Start();
        await dunning.Pass(2);
        await dunning.Resolve();
        await dunning.Pass(10);
        await dunning.LoseRecovery();

        var row = (await _service.Reports.GetDunningReportAsync(new())).Rows.ShouldHaveSingleItem();
        (row.RecoveredCases, row.LostCases, Of(row.AtRisk), Of(row.Recovered), Of(row.Lost), Of(row.Open)).ShouldBe((0, 1, 30, 0, 30, 0));
        row.MedianTimeToRecovery.ShouldBeNull();

        await dunning.Pass(3);
        await dunning.Resolve();
        row = (await _service.Reports.GetDunningReportAsync(new())).Rows.ShouldHaveSingleItem();
        (row.RecoveredCases, row.LostCases, row.MedianTimeToRecovery.ToTimeSpan().TotalDays).ShouldBe((1, 0, 15));
    }

    [Fact]
    public async Task A_case_counts_what_its_subscription_brought_when_it_was_opened_however_late_that_is_heard()
    {
        var order = await _service.Confirmed(plan: await _service.Plan(price: 60));
        var dunning = new CaseUnderTest(_service, order);
        var opened = _service.Clock.GetUtcNow();
        _service.Clock.Advance(TimeSpan.FromDays(1));
        await _service.Orders.CloseSubscriptionAsync(new() { Id = order.Id, ReasonText = "Moved" });
        await dunning.Handle(dunning.Events.Started(opened));

        Of((await _service.Reports.GetDunningReportAsync(new())).AtRisk).ShouldBe(60);
    }

    /// <summary>At 23:30 on 31 January in London it is February in Rome.</summary>
    [Theory]
    [InlineData("", 1)]
    [InlineData("Europe/Rome", 2)]
    public async Task Months_begin_in_the_zone_that_is_asked_for(string zone, int month)
    {
        var dunning = await Case(price: 30);
        await dunning.Handle(dunning.Events.Started(TestClock.At("2026-01-31T23:30:00Z").GetUtcNow()));
        _service.Clock.SetUtcNow(TestClock.At("2026-02-20T00:00:00Z").GetUtcNow());

        (await _service.Reports.GetDunningReportAsync(new() { TimeZone = zone })).Rows.ShouldHaveSingleItem().Month.Month.ShouldBe(month);
    }

    [Fact]
    public async Task A_case_of_a_one_off_has_no_revenue_and_is_in_no_number()
    {
        var dunning = await Case(price: 30);
        await dunning.Handle(dunning.Events.Started(_service.Clock.GetUtcNow()) with { Source = null });

        (await _service.Reports.GetDunningReportAsync(new())).Rows.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_wrong_with_a_request_is_named()
    {
        (await Refused.By(_service.Reports.GetDunningReportAsync(new() { CurrencyCode = "euro", TimeZone = "Nowhere" }))).Violations
            .Select(v => v.Split(':')[0]).ShouldBe(["currency_code", "time_zone"]);
        (await Refused.By(_service.Reports.GetDunningReportAsync(new() { FirstMonth = Month(3), LastMonth = Month(1) }))).Violations.ShouldBe(["last_month:DATE_OUT_OF_RANGE"]);
    }

    private async Task<CaseUnderTest> Case(decimal price, string currency = "EUR") =>
        new(_service, await _service.Confirmed(await _service.Customer(currency), await _service.Plan(price, currency: currency)));

    private static decimal Of(Money money) => money.ToDecimal();

    private static Date Month(int month) => new() { Year = 2026, Month = month, Day = 1 };
}
