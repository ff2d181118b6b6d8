using Contracts.Common.V1;
using Grpc.Core;
using ServiceDefaults.Data;
using Subscriptions.Orders;
using Subscriptions.Tests.Support;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Tests.Reports;

public sealed class MrrReportOnSqlite() : MrrReportTests(DatabaseProvider.Sqlite);

public sealed class MrrReportOnPostgres() : MrrReportTests(DatabaseProvider.Postgres);

/// <summary>domain.md C12.</summary>
public abstract class MrrReportTests(DatabaseProvider database) : IAsyncLifetime
{
    private SubscriptionsUnderTest _service = null!;

    public async Task InitializeAsync() => _service = await SubscriptionsUnderTest.Start(database, "2026-01-15T10:00:00Z");

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task Without_any_movement_there_are_no_months()
    {
        var report = await Mrr(new());

        report.Months.ShouldBeEmpty();
        report.CurrencyCodes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Months_chain_from_what_began_to_what_is_left()
    {
        var leaving = await _service.Confirmed();
        await _service.Confirmed();
        Go("2026-02-10T09:00:00Z");
        await _service.Confirmed(plan: await _service.Plan(price: 100));
        await Close(leaving);
        Go("2026-03-20T09:00:00Z");

        var report = await Mrr(new() { FirstMonth = Day(2025, 12, 1), LastMonth = Day(2026, 3, 31) });

        report.Months.Select(m => (Text(m.Month), Of(m.Opening), Of(m.New), Of(m.Churn), Of(m.Closing))).ShouldBe(
        [
            ("2025-12-01", 0, 0, 0, 0), ("2026-01-01", 0, 80, 0, 80), ("2026-02-01", 80, 100, -40, 140), ("2026-03-01", 140, 0, 0, 140),
        ]);
        report.Months.Select(m => (m.ActiveCount, m.PausedCount, m.ChurnedCount)).ShouldBe([(0, 0, 0), (2, 0, 0), (2, 0, 1), (2, 0, 1)]);
        report.Months.Select(m => (m.GrossChurnRateBasisPoints, m.NetChurnRateBasisPoints)).ShouldBe([(0, 0), (0, 0), (5000, 5000), (0, 0)]);
    }

    [Fact]
    public async Task Every_kind_has_its_column_and_the_rates_follow_from_them()
    {
        var order = await _service.Confirmed(plan: await _service.Plan(price: 1000));
        await _service.RecordMovement(order, MrrMovementKind.Expansion, 100, "2026-02-02T00:00:00Z");
        await _service.RecordMovement(order, MrrMovementKind.Contraction, -250, "2026-02-03T00:00:00Z");
        await _service.RecordMovement(order, MrrMovementKind.Paused, -850, "2026-02-04T00:00:00Z");
        await _service.RecordMovement(order, MrrMovementKind.Resumed, 850, "2026-02-05T00:00:00Z");
        await _service.RecordMovement(order, MrrMovementKind.Churn, -850, "2026-02-06T00:00:00Z");
        await _service.RecordMovement(order, MrrMovementKind.Reactivation, 700, "2026-02-07T00:00:00Z");

        var month = (await Mrr(new() { FirstMonth = Day(2026, 2, 1), LastMonth = Day(2026, 2, 1) })).Months.Single();

        new[] { month.Opening, month.New, month.Expansion, month.Contraction, month.Paused, month.Resumed, month.Churn, month.Reactivation, month.Closing }.Select(Of)
            .ShouldBe([1000, 0, 100, -250, -850, 850, -850, 700, 700]);
        month.GrossChurnRateBasisPoints.ShouldBe(11_000);
        month.NetChurnRateBasisPoints.ShouldBe(3_000);
        (month.ActiveCount, month.PausedCount, month.ChurnedCount).ShouldBe((1, 0, 0));
    }

    [Fact]
    public async Task Paused_ones_are_counted_apart_and_one_that_is_closed_while_paused_as_closed()
    {
        var (paused, closed) = (await _service.Confirmed(), await _service.Confirmed());
        await _service.Confirmed();
        foreach (var order in new[] { paused, closed })
        {
            await _service.RecordMovement(order, MrrMovementKind.Paused, -40, "2026-02-01T00:00:00Z");
        }

        await _service.RecordMovement(closed, MrrMovementKind.Churn, 0, "2026-03-01T00:00:00Z");

        var months = (await Mrr(new() { FirstMonth = Day(2026, 1, 1), LastMonth = Day(2026, 3, 1) })).Months;

        months.Select(m => (m.ActiveCount, m.PausedCount, m.ChurnedCount)).ShouldBe([(3, 0, 0), (1, 2, 0), (1, 1, 1)]);
    }

    [Theory]
    [InlineData("UTC", 0, 40)]
    [InlineData("Europe/Rome", 40, 0)]
    [InlineData("Asia/Kolkata", 40, 0)]
    [InlineData("America/New_York", 0, 40)]
    public async Task A_month_begins_at_midnight_of_the_zone_that_is_asked_for(string zone, decimal inApril, decimal inMarch)
    {
        // 00:30 in Rome on 1 April, 05:00 in Kolkata; still March in Greenwich and New York.
        Go("2026-03-31T22:30:00Z");
        await _service.Confirmed();

        var months = (await Mrr(new() { FirstMonth = Day(2026, 3, 1), LastMonth = Day(2026, 4, 1), TimeZone = zone })).Months;

        (Of(months[1].New), Of(months[0].New)).ShouldBe((inApril, inMarch));
    }

    [Fact]
    public async Task One_that_was_closed_while_paused_and_came_back_is_active()
    {
        var order = await _service.Confirmed();
        Go("2026-01-20T09:00:00Z");
        await _service.Orders.PauseSubscriptionAsync(new() { Id = order.Id });
        Go("2026-02-10T09:00:00Z");
        await Close(order);
        Go("2026-03-10T09:00:00Z");
        await _service.Orders.ReactivateSubscriptionAsync(new() { Id = order.Id });

        var months = (await Mrr(new() { FirstMonth = Day(2026, 1, 1), LastMonth = Day(2026, 3, 1) })).Months;

        months.Select(m => (m.ActiveCount, m.PausedCount, m.ChurnedCount)).ShouldBe([(0, 1, 0), (0, 0, 1), (1, 0, 0)]);
        months.Select(m => (Of(m.Churn), Of(m.Resumed), Of(m.Reactivation), Of(m.Closing))).ShouldBe([(0, 0, 0, 0), (0, 0, 0, 0), (0, 0, 40, 40)]);
    }

    [Fact]
    public async Task A_churn_keeps_its_reason_when_the_order_comes_back()
    {
        var reason = await _service.Reason();
        var order = await _service.Confirmed();
        Go("2026-01-20T09:00:00Z");
        await _service.Orders.CloseSubscriptionAsync(new() { Id = order.Id, ReasonId = reason.Id });
        Go("2026-02-10T09:00:00Z");
        await _service.Orders.ReactivateSubscriptionAsync(new() { Id = order.Id });

        var report = await _service.Reports.GetChurnReportAsync(new());

        report.Reasons.ShouldHaveSingleItem().ReasonCode.ShouldBe(reason.Code);
    }

    [Fact]
    public async Task A_close_that_is_undone_in_the_next_month_is_churn_of_its_own_and_nobodys_in_the_next()
    {
        var reason = await _service.Reason();
        var order = await _service.Confirmed();
        await _service.Confirmed(plan: await _service.Plan(price: 60));
        Go("2026-01-30T09:00:00Z");
        await _service.Orders.CloseSubscriptionAsync(new() { Id = order.Id, ReasonId = reason.Id });
        Go("2026-02-01T09:00:00Z");
        await _service.Orders.UndoCloseSubscriptionAsync(new() { Id = order.Id });
        Go("2026-03-10T09:00:00Z");

        var months = (await Mrr(new() { FirstMonth = Day(2026, 1, 1), LastMonth = Day(2026, 3, 1) })).Months;

        months.Select(m => (Of(m.Opening), Of(m.New), Of(m.Churn), Of(m.Reversed), Of(m.Reactivation), Of(m.Closing))).ShouldBe(
            [(0, 100, -40, 0, 0, 60), (60, 0, 0, 40, 0, 100), (100, 0, 0, 0, 0, 100)]);
        months.Select(m => (m.GrossChurnRateBasisPoints, m.NetChurnRateBasisPoints)).ShouldBe([(0, 0), (0, 0), (0, 0)]);
        months.Select(m => (m.ActiveCount, m.ChurnedCount)).ShouldBe([(1, 1), (2, 0), (2, 0)]);
        (await ChurnOf(Day(2026, 1, 1), Day(2026, 1, 31))).ShouldBe((1, 40m, reason.Code));
        (await ChurnOf(Day(2026, 2, 1), Day(2026, 2, 28))).ShouldBe((0, 0m, ""));
        (await ChurnOf(Day(2026, 1, 1), Day(2026, 2, 28))).ShouldBe((0, 0m, ""));
    }

    [Fact]
    public async Task A_close_that_is_undone_within_its_month_is_not_counted_there_nor_is_another_one_hidden_by_it()
    {
        var order = await _service.Confirmed();
        Go("2026-02-03T09:00:00Z");
        await Close(order);
        Go("2026-02-04T09:00:00Z");
        await _service.Orders.UndoCloseSubscriptionAsync(new() { Id = order.Id });
        Go("2026-02-27T09:00:00Z");
        await Close(order);
        Go("2026-03-01T09:00:00Z");
        await _service.Orders.UndoCloseSubscriptionAsync(new() { Id = order.Id });

        var months = (await Mrr(new() { FirstMonth = Day(2026, 2, 1), LastMonth = Day(2026, 3, 1) })).Months;

        months.Select(m => (Of(m.Churn), Of(m.Reversed), m.GrossChurnRateBasisPoints, Of(m.Closing))).ShouldBe([(-40, 0, 10_000, 0), (0, 40, 0, 40)]);
        (await ChurnOf(Day(2026, 2, 1), Day(2026, 2, 28))).ShouldBe((1, 40m, ""));
    }

    /// <summary>The month that was reported keeps its figures: the second end of the order is booked when the first was taken back.</summary>
    [Fact]
    public async Task A_close_that_is_undone_after_the_term_has_ended_leaves_the_month_before_as_it_was()
    {
        var reason = await _service.Reason();
        var order = await _service.Confirmed(plan: await _service.Plan(terms: new BillingTerms { TermPeriods = 1 }), start: Day(2025, 12, 31));
        await _service.Confirmed(plan: await _service.Plan(price: 60));
        Go("2026-01-30T09:00:00Z");
        await _service.Orders.CloseSubscriptionAsync(new() { Id = order.Id, ReasonId = reason.Id });
        Go("2026-02-01T09:00:00Z");
        var january = (await Mrr(new() { FirstMonth = Day(2025, 12, 1), LastMonth = Day(2026, 1, 1) })).Months;

        // The term has ended on the 31st.
        var undone = await _service.Orders.UndoCloseSubscriptionAsync(new() { Id = order.Id });
        await _service.Host.RunDueWork<SubscriptionsDb>();

        (undone.Stage, undone.Closing.ReasonCode, undone.Closing.EndDate).ShouldBe((Wire.Stage.Churned, "end_of_term", Day(2026, 1, 31)));
        (await Mrr(new() { FirstMonth = Day(2025, 12, 1), LastMonth = Day(2026, 1, 1) })).Months.ShouldBe(january);
        (await _service.SelfCheck.GetSelfCheckAsync(new())).Findings.ShouldBeEmpty();
        Go("2026-03-10T09:00:00Z");
        var months = (await Mrr(new() { FirstMonth = Day(2026, 1, 1), LastMonth = Day(2026, 3, 1) })).Months;
        months.Select(m => (Of(m.Opening), Of(m.New), Of(m.Churn), Of(m.Reversed), Of(m.Closing))).ShouldBe([(0, 100, -40, 0, 60), (60, 0, -40, 40, 60), (60, 0, 0, 0, 60)]);
        months.Select(m => (m.ActiveCount, m.ChurnedCount)).ShouldBe([(1, 1), (1, 1), (1, 1)]);
        (await ChurnOf(Day(2026, 1, 1), Day(2026, 1, 31))).ShouldBe((1, 40m, reason.Code));
        (await ChurnOf(Day(2026, 2, 1), Day(2026, 2, 28))).ShouldBe((1, 40m, "end_of_term"));
        (await ChurnOf(Day(2026, 1, 1), Day(2026, 2, 28))).ShouldBe((1, 40m, "end_of_term"));
    }

    [Fact]
    public async Task What_starts_later_is_new_on_its_first_day_and_no_churn_when_it_is_closed_before()
    {
        var (kept, closed) = (await _service.Confirmed(start: Day(2026, 3, 31)), await _service.Confirmed(start: Day(2026, 11, 11)));
        (await Mrr(new())).Months.ShouldBeEmpty();
        Go("2026-02-10T09:00:00Z");
        await Close(closed);
        Go("2026-04-01T09:00:00Z");
        await _service.Host.RunDueWork<SubscriptionsDb>();

        var months = (await Mrr(new() { FirstMonth = Day(2026, 1, 1), LastMonth = Day(2026, 4, 1), TimeZone = "Europe/Rome" })).Months;

        months.Select(m => (Of(m.Opening), Of(m.New), Of(m.Churn), Of(m.Closing), m.ActiveCount, m.ChurnedCount)).ShouldBe(
            [(0, 0, 0, 0, 0, 0), (0, 0, 0, 0, 0, 0), (0, 40, 0, 40, 1, 0), (40, 0, 0, 40, 1, 0)]);
        (await ChurnOf(Day(2026, 1, 1), Day(2026, 4, 1))).ShouldBe((0, 0m, ""));
        (await _service.SelfCheck.GetSelfCheckAsync(new())).Findings.ShouldBeEmpty();
        (await _service.Read(kept)).CurrentPeriodStart.ShouldBe(Day(2026, 3, 31));
    }

    [Fact]
    public async Task A_reactivation_is_one_movement_after_the_discount_of_its_own_first_period()
    {
        var order = await _service.Quotation();
        await _service.Orders.ApplyCouponAsync(new() { Id = order.Id, Code = (await _service.Coupon(basisPoints: 5000, periods: 1)).Code });
        await _service.Orders.ConfirmSubscriptionAsync(new() { Id = order.Id });
        Go("2026-02-10T09:00:00Z");
        await Close(order);
        Go("2026-03-10T09:00:00Z");
        await _service.Orders.ReactivateSubscriptionAsync(new() { Id = order.Id });

        var months = (await Mrr(new() { FirstMonth = Day(2026, 1, 1), LastMonth = Day(2026, 3, 1) })).Months;

        months.Select(m => (Of(m.New), Of(m.Churn), Of(m.Reactivation), Of(m.Expansion), Of(m.Closing))).ShouldBe([(20, 0, 0, 0, 20), (0, -20, 0, 0, 0), (0, 0, 40, 0, 40)]);
    }

    [Fact]
    public async Task A_cohort_is_counted_from_the_first_billed_period_not_from_a_trial_before_it()
    {
        await _service.Confirmed(terms: new BillingTerms { TrialDays = 30 });
        Go("2026-02-20T09:00:00Z");
        await _service.Host.RunDueWork<SubscriptionsDb>();

        var report = await _service.Reports.GetRetentionReportAsync(new() { FirstMonth = Day(2026, 1, 1) });

        report.Cohorts.Select(c => c.Size).ShouldBe([0, 1]);
    }

    /// <summary>Of a month that began before the order was known, one report said that it had started and the other that none was active.</summary>
    [Fact]
    public async Task An_order_with_a_start_in_the_past_is_new_in_the_month_of_its_confirmation_in_every_report()
    {
        await _service.Confirmed(start: Day(2025, 10, 5));
        Go("2026-02-15T09:00:00Z");
        await _service.Confirmed(start: Day(2026, 1, 20));

        var retention = await _service.Reports.GetRetentionReportAsync(new() { FirstMonth = Day(2025, 10, 1) });
        var mrr = await Mrr(new() { FirstMonth = Day(2025, 10, 1) });

        retention.Cohorts.Select(c => (Text(c.Month), c.Size)).ShouldBe([("2025-10-01", 0), ("2025-11-01", 0), ("2025-12-01", 0), ("2026-01-01", 1), ("2026-02-01", 1)]);
        mrr.Months.Select(m => m.ActiveCount).ShouldBe([0, 0, 0, 1, 2]);
    }

    [Fact]
    public async Task Currencies_are_never_added()
    {
        await _service.Confirmed();
        await _service.Confirmed();
        await _service.Confirmed(await _service.Customer(currency: "VND"), await _service.Plan(price: 900_000, currency: "VND"));

        var euros = await Mrr(new());
        var dongs = await Mrr(new() { CurrencyCode = "VND" });

        euros.CurrencyCodes.ShouldBe(["EUR", "VND"]);
        (euros.CurrencyCode, Of(euros.Months[^1].Closing), euros.Months[^1].ActiveCount).ShouldBe(("EUR", 80, 2));
        (dongs.CurrencyCode, Of(dongs.Months[^1].Closing), dongs.Months[^1].ActiveCount).ShouldBe(("VND", 900_000, 1));
    }

    [Fact]
    public async Task Twelve_months_up_to_the_running_one_when_nothing_is_said()
    {
        await _service.Confirmed();

        var report = await Mrr(new());

        (report.Months.Count, Text(report.Months[0].Month), Text(report.Months[^1].Month), report.TimeZone).ShouldBe((12, "2025-02-01", "2026-01-01", "UTC"));
    }

    [Fact]
    public async Task Cells_of_cohorts_say_who_is_still_there_after_how_many_months()
    {
        var first = await _service.Confirmed();
        var second = await _service.Confirmed();
        await _service.Confirmed();
        await _service.Orders.CloseSubscriptionAsync(new() { Id = first.Id, ReasonText = "Moved", When = Wire.CloseWhen.EndOfPeriod });
        Go("2026-02-15T00:00:00Z");
        await _service.Host.RunDueWork<SubscriptionsDb>();
        await _service.Confirmed();
        Go("2026-03-31T10:00:00Z");
        await _service.Orders.CloseSubscriptionAsync(new() { Id = second.Id, ReasonText = "Moved", When = Wire.CloseWhen.Date, CloseDate = Day(2026, 4, 1) });
        Go("2026-04-20T00:00:00Z");
        await _service.Host.RunDueWork<SubscriptionsDb>();

        var report = await _service.Reports.GetRetentionReportAsync(new() { FirstMonth = Day(2026, 1, 1) });

        report.Cohorts.Select(c => (Text(c.Month), c.Size, string.Join(' ', c.Cells.Select(cell => $"{cell.KeptCount}:{cell.ShareBasisPoints}")))).ShouldBe(
        [
            ("2026-01-01", 3, "3:10000 2:6667 2:6667 1:3333"), ("2026-02-01", 1, "1:10000 1:10000 1:10000"), ("2026-03-01", 0, ""), ("2026-04-01", 0, ""),
        ]);
    }

    [Fact]
    public async Task Who_has_not_begun_or_pays_in_another_currency_is_in_no_cohort_of_this_one()
    {
        await _service.Confirmed(start: Day(2026, 6, 1));
        await _service.Confirmed(await _service.Customer(currency: "VND"), await _service.Plan(price: 900_000, currency: "VND"));

        var euros = await _service.Reports.GetRetentionReportAsync(new() { LastMonth = Day(2026, 7, 1), CurrencyCode = "EUR" });
        var all = await _service.Reports.GetRetentionReportAsync(new() { LastMonth = Day(2026, 7, 1) });

        euros.Cohorts.Sum(c => c.Size).ShouldBe(0);
        all.Cohorts.Where(c => c.Size > 0).Select(c => (Text(c.Month), c.Size, c.Cells.Count)).ShouldBe([("2026-01-01", 1, 1)]);
    }

    [Fact]
    public async Task Churn_is_grouped_by_its_reason_and_typed_ones_together()
    {
        var dear = await _service.Reasons.CreateCloseReasonAsync(new() { CloseReason = new() { Code = "too_dear", Label = Label("Too dear", "Troppo caro") } });
        var unpaid = (await _service.Reasons.ListCloseReasonsAsync(new())).CloseReasons.Single(r => r.Code == "unpaid");
        foreach (var (price, reason) in new[] { (100m, dear.Id), (50m, dear.Id), (120m, unpaid.Id) })
        {
            await _service.Orders.CloseSubscriptionAsync(new() { Id = (await _service.Confirmed(plan: await _service.Plan(price))).Id, ReasonId = reason });
        }

        await _service.Closed();
        await Close(await _service.Confirmed(plan: await _service.Plan(price: 20)), "Bought a boat");
        Go("2026-02-01T00:00:00Z");
        await _service.Closed();

        var report = await _service.Reports.GetChurnReportAsync(new() { FirstDay = Day(2026, 1, 1), LastDay = Day(2026, 1, 31), Language = "it" });

        report.Reasons.Select(r => (r.ReasonCode, r.Label, r.Count, Of(r.MrrLost), r.Voluntary)).ShouldBe(
        [
            ("too_dear", "Troppo caro", 2, 150, true), ("unpaid", "Non pagato", 1, 120, false), ("", "Altro (scritto a mano)", 2, 60, true),
        ]);
        (report.Count, Of(report.MrrLost), report.CurrencyCode).ShouldBe((5, 330, "EUR"));
    }

    [Fact]
    public async Task Churn_of_a_day_is_of_that_day_where_the_reader_is()
    {
        Go("2026-01-31T23:30:00Z");
        await _service.Closed();

        (await Churned(Day(2026, 1, 31), "UTC")).ShouldBe(1);
        (await Churned(Day(2026, 2, 1), "UTC")).ShouldBe(0);
        (await Churned(Day(2026, 1, 31), "Europe/Rome")).ShouldBe(0);
        (await Churned(Day(2026, 2, 1), "Europe/Rome")).ShouldBe(1);
    }

    [Fact]
    public async Task What_cannot_be_asked_is_refused_with_the_field_that_is_wrong()
    {
        await Refuses(new() { CurrencyCode = "XXX" }, "currency_code:UNKNOWN_CURRENCY");
        await Refuses(new() { TimeZone = "Europe/Atlantis" }, "time_zone:UNKNOWN_TIME_ZONE");
        await Refuses(new() { FirstMonth = Day(2026, 2, 30) }, "first_month:NOT_A_DATE");
        await Refuses(new() { FirstMonth = Day(2026, 2, 1), LastMonth = Day(2026, 1, 31) }, "last_month:DATE_OUT_OF_RANGE");
        await Refuses(new() { FirstMonth = Day(2023, 1, 1), LastMonth = Day(2026, 1, 1) }, "last_month:DATE_OUT_OF_RANGE");
        await Refuses(new() { FirstMonth = Day(9999, 12, 1), LastMonth = Day(9999, 12, 31) }, "first_month:DATE_OUT_OF_RANGE", "last_month:DATE_OUT_OF_RANGE");
        (await Mrr(new() { CurrencyCode = "EUR", FirstMonth = Day(2023, 1, 31), LastMonth = Day(2025, 12, 1) })).Months.Count.ShouldBe(36);
        (await Refused.By(_service.Reports.GetChurnReportAsync(new() { Language = "xx" }))).Violations.ShouldBe(["language:UNKNOWN_LANGUAGE"]);
        (await Refused.By(_service.Reports.GetRetentionReportAsync(new() { FirstMonth = Day(2026, 2, 1), LastMonth = Day(2026, 1, 1) }))).Violations.ShouldBe(["last_month:DATE_OUT_OF_RANGE"]);
    }

    private async Task Refuses(Wire.GetMrrReportRequest request, params string[] violations)
    {
        var refused = await Refused.By(_service.Reports.GetMrrReportAsync(request));
        refused.Status.ShouldBe(StatusCode.InvalidArgument);
        refused.Violations.ShouldBe(violations);
    }

    private async Task<(int Count, decimal Lost, string Reason)> ChurnOf(Date first, Date last)
    {
        var report = await _service.Reports.GetChurnReportAsync(new() { FirstDay = first, LastDay = last });
        return (report.Count, Of(report.MrrLost), report.Reasons.SingleOrDefault()?.ReasonCode ?? "");
    }

    private async Task<int> Churned(Date day, string zone) =>
        (await _service.Reports.GetChurnReportAsync(new() { FirstDay = day, LastDay = day, TimeZone = zone })).Count;

    private async Task<Wire.MrrReport> Mrr(Wire.GetMrrReportRequest request) => await _service.Reports.GetMrrReportAsync(request);

    private async Task Close(Wire.Subscription order, string reason = "Moved") =>
        await _service.Orders.CloseSubscriptionAsync(new() { Id = order.Id, ReasonText = reason });

    private void Go(string instant) => _service.Clock.SetUtcNow(TestClock.At(instant).GetUtcNow());

    private static LocalizedText Label(string english, string italian) => new() { Values = { ["en"] = english, ["it"] = italian } };

    private static Date Day(int year, int month, int day) => new() { Year = year, Month = month, Day = day };

    private static string Text(Date date) => $"{date.Year:0000}-{date.Month:00}-{date.Day:00}";

    private static decimal Of(Money money) => money.ToDecimal();
}
