using System.Globalization;
using Billing.Dunning.Timing;
using Billing.Payments.Charging;
using Billing.Payments.Methods;
using Billing.Payments.Providers;
using Contracts.Common.V1;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Access;
using ServiceDefaults.Data;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests.Dunning;

/// <summary>domain.md A3 34: at what time of its day a retry is made.</summary>
public sealed class RetryTimingTests
{
    private static readonly string[] Causes = ["insufficient_funds", "limit_exceeded", "unknown"];
    private static readonly string[] Zones = ["UTC", "Europe/Rome", "America/New_York", "Asia/Tehran", "Australia/Lord_Howe", "Pacific/Apia"];

    private static readonly Gen<RetryEvidence> Evidences =
        from records in Gen.ArrayOf(
            from cause in Gen.Elements(Causes)
            from day in Gen.Choose(0, 6)
            from hour in Gen.Choose(0, 23)
            from tries in Gen.Choose(0, 80)
            from successes in Gen.Choose(0, tries)
            select (Key: (cause, (DayOfWeek)day, hour), Record: new RetryRecord(tries, successes)))
        select new RetryEvidence(records.DistinctBy(r => r.Key).ToDictionary(r => r.Key, r => r.Record));

    private static readonly Gen<RetryWindow> Windows =
        from cause in Gen.Elements(Causes)
        from zone in Gen.Elements(Zones)
        from day in Gen.Choose(0, 900)
        from begun in Gen.Choose(0, 20 * 60)
        from rest in Gen.Choose(0, 12 * 60)
        from length in Gen.Choose(0, 24 * 60)
        let date = new DateOnly(2026, 1, 1).AddDays(day)
        let start = CivilTime.At(date, TimeOnly.MinValue, zone)
        let end = CivilTime.At(date.AddDays(1), TimeOnly.MinValue, zone)
        let now = start.AddMinutes(begun)
        let nine = CivilTime.At(date, new TimeOnly(9, 0), zone)
        let until = now.AddMinutes(length)
        select new RetryWindow(cause, date, now.AddMinutes(rest), nine > now ? nine : now, until < end ? until : end, zone);

    [Fact]
    public void A_learned_time_never_leaves_its_window_nor_its_day_and_has_its_evidence() => Prop.ForAll(
        (from evidence in Evidences from window in Windows select (evidence, window)).ToArbitrary(),
        c =>
        {
            var (at, kind) = new LearnedRetryTiming(c.evidence).At(c.window);

            if (kind == RetryTimingKind.Schedule)
            {
                at.ShouldBe(c.window.Scheduled);
                return;
            }

            (at >= c.window.From && at < c.window.Until).ShouldBeTrue();
            CivilTime.DayOf(at, c.window.TimeZone).ShouldBe(c.window.Day);
            var record = c.evidence.At(c.window.Cause, c.window.Day.DayOfWeek, CivilTime.LocalAt(at, c.window.TimeZone).Hour);
            (record.Tries >= 30 && record.Successes >= 5).ShouldBeTrue();
            record.Rate.ShouldBeGreaterThan(c.evidence.Of(c.window.Cause).Rate);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Below_the_floor_of_evidence_it_is_the_schedules_time() => Prop.ForAll(
        (from window in Windows
         from tries in Gen.Choose(0, 200)
         from successes in Gen.Choose(0, tries)
         where tries < 30 || successes < 5
         from worse in Gen.Choose(30, 500)
         select (window, record: new RetryRecord(tries, successes), worse)).ToArbitrary(),
        c =>
        {
            // Beside many tries in vain on another day, every rate is above the usual one.
            var records = Enumerable.Range(0, 24).ToDictionary(hour => (c.window.Cause, c.window.Day.DayOfWeek, hour), _ => c.record);
            records[(c.window.Cause, c.window.Day.AddDays(1).DayOfWeek, 9)] = new RetryRecord(c.worse, 0);

            new LearnedRetryTiming(new RetryEvidence(records)).At(c.window).ShouldBe(new ScheduledRetryTiming().At(c.window));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Of_several_hours_the_best_is_taken_and_other_causes_and_days_say_nothing()
    {
        var friday = new DateOnly(2026, 1, 16);
        var window = new RetryWindow(
            "insufficient_funds", friday, CivilTime.At(friday, TimeOnly.MinValue, "Europe/Rome"), CivilTime.At(friday, new TimeOnly(9, 0), "Europe/Rome"),
            CivilTime.At(friday.AddDays(1), TimeOnly.MinValue, "Europe/Rome"), "Europe/Rome");
        var evidence = new RetryEvidence(new Dictionary<(string, DayOfWeek, int), RetryRecord>
        {
            [("insufficient_funds", DayOfWeek.Friday, 9)] = new(100, 10),
            [("insufficient_funds", DayOfWeek.Friday, 14)] = new(30, 15),
            [("insufficient_funds", DayOfWeek.Friday, 18)] = new(30, 20),
            [("insufficient_funds", DayOfWeek.Friday, 20)] = new(29, 29),
            [("insufficient_funds", DayOfWeek.Saturday, 7)] = new(60, 60),
            [("limit_exceeded", DayOfWeek.Friday, 7)] = new(60, 60),
        });

        new LearnedRetryTiming(evidence).At(window).ShouldBe(new RetryTime(CivilTime.At(friday, new TimeOnly(18, 0), "Europe/Rome"), RetryTimingKind.Learned));
    }

    /// <summary>The retry of day 1 is on Friday, 16 January; retries of Fridays succeeded at 18:00 in Rome, those at 9:00 did not.</summary>
    [Theory]
    [InlineData(true, DatabaseProvider.Sqlite)]
    [InlineData(true, DatabaseProvider.Postgres)]
    [InlineData(false, DatabaseProvider.Sqlite)]
    public async Task A_case_whose_campaign_learns_is_retried_at_the_hour_that_has_succeeded(bool learns, DatabaseProvider database)
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        var dunning = new DunningUnderTest(billing);
        await Learn(dunning, learns);
        await SeedFridays(billing);
        var opened = await dunning.Fail(TestCards.FailsOnce);
        await billing.Service.RunDueWork();

        billing.Clock.SetUtcNow(At("2026-01-16T08:30:00Z"));
        await billing.Service.RunDueWork();
        await billing.Service.RunDueWork();
        var morning = (await billing.Invoice(opened.Invoice.Id)).Attempts.Count;
        billing.Clock.SetUtcNow(At("2026-01-16T17:00:00Z"));
        await billing.Charged(opened.Invoice.Id, attempts: 2);
        await dunning.Becomes(opened.Id, Wire.DunningState.Recovered);

        morning.ShouldBe(learns ? 1 : 2);
        var timing = learns ? Wire.RetryTimingKind.Learned : Wire.RetryTimingKind.Schedule;
        (await dunning.Staff.GetRetryTimingReportAsync(new Wire.GetRetryTimingReportRequest { FirstDate = Date.From(new DateOnly(2026, 1, 10)) })).Rows.Select(r => (r.Timing, r.Cause, r.Tries, r.Recovered, r.RecoveryRateBasisPoints))
            .ShouldBe([(timing, "insufficient_funds", 1, 1, 10_000)]);
        var later = new Wire.GetRetryTimingReportRequest { FirstDate = Date.From(new DateOnly(2026, 1, 17)) };
        (await dunning.Staff.GetRetryTimingReportAsync(later)).Rows.ShouldBeEmpty();
        later.LastDate = Date.From(new DateOnly(2026, 1, 16));
        (await Refused.By(dunning.Staff.GetRetryTimingReportAsync(later))).Violations.ShouldBe(["last_date:BEFORE_FIRST_DATE"]);
    }

    [Fact]
    public async Task Nothing_is_learned_from_retries_that_customers_and_staff_made()
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);
        await Learn(dunning, learns: true);
        await SeedFridays(billing, timing: null);
        var opened = await dunning.Fail(TestCards.FailsOnce);
        await billing.Service.RunDueWork();

        billing.Clock.SetUtcNow(At("2026-01-16T08:30:00Z"));
        await billing.Service.RunDueWork();
        await billing.Charged(opened.Invoice.Id, attempts: 2);

        await dunning.Becomes(opened.Id, Wire.DunningState.Recovered);
    }

    [Fact]
    public async Task A_learned_time_makes_no_retry_above_the_limits_of_a_card()
    {
        await using var billing = await BillingUnderTest.Start();
        var dunning = new DunningUnderTest(billing);
        await Learn(dunning, learns: true);
        await SeedFridays(billing);
        var opened = await dunning.Fail(TestCards.InsufficientFunds);
        for (var attempt = 2; attempt <= 15; attempt++)
        {
            await billing.Staff.RetryPaymentAsync(new Wire.RetryPaymentRequest { InvoiceId = opened.Invoice.Id });
            await billing.Charged(opened.Invoice.Id, attempt);
        }

        await dunning.Walk(opened.Id, days: 9);

        (await billing.BankCharges()).Count.ShouldBe(15);
    }

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

    private static async Task Learn(DunningUnderTest dunning, bool learns)
    {
        var campaign = await dunning.Staff.GetDunningCampaignAsync(new Wire.GetDunningCampaignRequest { Id = "default" });
        campaign.Schedule.LearnsRetryTimes.ShouldBeFalse("it is off by default");
        campaign.Schedule.LearnsRetryTimes = learns;
        (await dunning.Staff.UpdateDunningCampaignAsync(new Wire.UpdateDunningCampaignRequest { Campaign = campaign })).ScheduleVersion.ShouldBe(learns ? 2 : 1);
    }

    /// <summary>What another customer's retries brought a week ago.</summary>
    private static async Task SeedFridays(BillingUnderTest billing, RetryTimingKind? timing = RetryTimingKind.Schedule)
    {
        var other = await billing.Bill(SomeEvents.PeriodStarted(SomeEvents.Order(), SomeEvents.Customer()) with { Sequence = 1 });
        await billing.Service.Read(async db =>
        {
            var invoice = await db.Invoices.SingleAsync(i => i.Id == Guid.Parse(other.Id));
            var card = SavedPaymentMethod.Save(invoice.CustomerId, "sandbox", "seeded", new CardFacts("visa", "0000", 12, 2030, "seeded"), billing.Clock.GetUtcNow());
            foreach (var number in Enumerable.Range(1, 80))
            {
                var succeeded = number is > 40 and <= 60;
                var at = At(number > 40 ? "2026-01-09T17:10:00Z" : "2026-01-09T08:10:00Z");
                var attempt = PaymentAttempt.Plan(invoice, 100 + number, Caller.System, at, FailureCause.InsufficientFunds, timing);
                attempt.Choose(card, 40);
                attempt.Start(at, "Europe/Rome");
                if (succeeded)
                {
                    attempt.Succeed(at);
                }
                else
                {
                    attempt.Fail(new ChargeFailed(FailureCause.InsufficientFunds, Hard: false, "insufficient_funds"), at);
                }

                db.PaymentAttempts.Add(attempt);
            }

            await db.SaveChangesAsync();
            return true;
        });
    }
}
