using Contracts.Common.V1;
using Contracts.Events;
using Grpc.Core;
using static Testing.SomeEvents;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests.Dunning;

public sealed class CampaignTests : IAsyncLifetime
{
    private BillingUnderTest _billing = null!;

    private Wire.DunningService.DunningServiceClient Staff => new DunningUnderTest(_billing).Staff;

    public async Task InitializeAsync() => _billing = await BillingUnderTest.Start();

    public async Task DisposeAsync() => await _billing.DisposeAsync();

    [Fact]
    public async Task A_plan_has_the_default_campaign_until_it_has_one_of_its_own()
    {
        var plan = PlanChanged();
        await _billing.Deliver(plan);

        var created = await Staff.CreateDunningCampaignAsync(new Wire.CreateDunningCampaignRequest { Campaign = Campaign(plan.AggregateId.ToString()) });
        var second = await Refused.By(Staff.CreateDunningCampaignAsync(new Wire.CreateDunningCampaignRequest { Campaign = Campaign(plan.AggregateId.ToString()) }));
        var listed = (await Staff.ListDunningCampaignsAsync(new Wire.ListDunningCampaignsRequest())).Campaigns;
        await Staff.DeleteDunningCampaignAsync(new Wire.DeleteDunningCampaignRequest { Id = created.Id });

        listed.Select(c => c.PlanId).ShouldBe(["", plan.AggregateId.ToString()]);
        listed[0].Schedule.FinalDay.ShouldBe(21);
        (second.Status, second.Violations.Single()).ShouldBe((StatusCode.AlreadyExists, "campaign.plan_id:TAKEN"));
        (await Staff.ListDunningCampaignsAsync(new Wire.ListDunningCampaignsRequest())).Campaigns.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_default_campaign_cannot_be_deleted_and_a_stale_copy_is_not_saved()
    {
        var stale = await Staff.GetDunningCampaignAsync(new Wire.GetDunningCampaignRequest { Id = "default" });
        stale.Etag = "v99";

        (await Refused.By(Staff.DeleteDunningCampaignAsync(new Wire.DeleteDunningCampaignRequest { Id = "default" }))).Reason.ShouldBe("DEFAULT_CAMPAIGN");
        (await Refused.By(Staff.UpdateDunningCampaignAsync(new Wire.UpdateDunningCampaignRequest { Campaign = stale }))).Status.ShouldBe(StatusCode.Aborted);
        (await Refused.By(Staff.CreateDunningCampaignAsync(new Wire.CreateDunningCampaignRequest { Campaign = Campaign(Guid.CreateVersion7().ToString()) })))
            .Violations.ShouldBe(["campaign.plan_id:UNKNOWN_PLAN"]);
    }

    public static TheoryData<string, Wire.DunningSchedule, string> WrongSchedules => new()
    {
        { "out of order", Schedule(Mail(3), Mail(0)), "campaign.schedule.steps[1].day:OUT_OF_ORDER" },
        { "restricts without a notice", Schedule(Mail(0), Restrict(3)), "campaign.schedule.steps:NO_NOTICE" },
        { "restricts on the day of the notice", Schedule(Mail(0), Notice(3), Restrict(3)), "campaign.schedule.steps:NO_NOTICE" },
        { "restricts twice", Schedule(Mail(0), Notice(1), Restrict(3), Restrict(4)), "campaign.schedule.steps:RESTRICTED_TWICE" },
        { "announces a restriction that does not come", Schedule(Mail(0), Notice(3)), "campaign.schedule.steps[1].template:NO_RESTRICTION_AFTER" },
        { "announces a restriction that has come", Schedule(Mail(0), Notice(1), Restrict(3), Notice(4)), "campaign.schedule.steps[3].template:NO_RESTRICTION_AFTER" },
        { "announces it again on its day", Schedule(Mail(0), Notice(1), Notice(3), Restrict(3)), "campaign.schedule.steps:NO_NOTICE" },
        { "announces the end before the restriction", Schedule(Wire.DunningFinalAction.Close, Mail(0), Notice(1), Final(2), Restrict(3)), "campaign.schedule.steps[2].template:BEFORE_THE_RESTRICTION" },
        { "restricts by the notice of the end", Schedule(Wire.DunningFinalAction.Close, Mail(0), Final(2), Restrict(3)), "campaign.schedule.steps:NO_NOTICE" },
        { "announces an end that does not come", Schedule(Mail(0), Final(4)), "campaign.schedule.steps[1].template:NOTHING_ENDS" },
        { "announces the end on its day", Schedule(Wire.DunningFinalAction.Close, Mail(0), Notice(1), Restrict(3), Final(10)), "campaign.schedule.final_action:NO_NOTICE" },
        { "announces a write off on its day", Schedule(Wire.DunningFinalAction.WriteOff, Mail(0), Final(10)), "campaign.schedule.final_action:NO_NOTICE" },
        { "threatens first", Schedule(Notice(0), Restrict(3)), "campaign.schedule.steps:NO_FIRST_MAIL" },
        { "ends before a step", Schedule(Mail(0), Mail(11)), "campaign.schedule.final_day:BEFORE_A_STEP" },
        { "beyond the longest", Schedule(Mail(0), Mail(121)), "campaign.schedule.steps[1].day:OUT_OF_RANGE" },
        { "tries on the day of the failure", Schedule(Mail(0), new Wire.DunningStep { Kind = Wire.DunningStepKind.Retry }), "campaign.schedule.steps[1].day:RETRY_AT_ONCE" },
        { "an unknown template", Schedule(new Wire.DunningStep { Kind = Wire.DunningStepKind.Mail, Template = "nonsense" }), "campaign.schedule.steps[0].template:UNKNOWN_TEMPLATE" },
        { "a template of no message", Schedule(Mail(0), new Wire.DunningStep { Day = 1, Kind = Wire.DunningStepKind.Banner, Template = "payment_failed_1" }), "campaign.schedule.steps[1].template:NOT_A_MESSAGE" },
        { "no step", Schedule(), "campaign.schedule.steps:NO_STEPS" },
    };

    [Theory]
    [MemberData(nameof(WrongSchedules))]
    public async Task A_schedule_that_makes_no_sense_is_refused_with_its_field_and_rule(string why, Wire.DunningSchedule schedule, string violation)
    {
        var before = await Staff.GetDunningCampaignAsync(new Wire.GetDunningCampaignRequest { Id = "default" });

        var refused = await Refused.By(Staff.UpdateDunningCampaignAsync(new Wire.UpdateDunningCampaignRequest
        {
            Campaign = new Wire.DunningCampaign { Id = "default", Name = "Default", Schedule = schedule },
        }));

        refused.Violations.ShouldContain(violation, why);
        (await Staff.GetDunningCampaignAsync(new Wire.GetDunningCampaignRequest { Id = "default" })).ShouldBe(before);
    }

    [Fact]
    public async Task Closing_without_a_notice_and_two_thresholds_of_one_currency_are_refused()
    {
        var schedule = Schedule(Mail(0));
        schedule.FinalAction = Wire.DunningFinalAction.Close;
        schedule.Thresholds.Add(Money.From(1, "EUR"));
        schedule.Thresholds.Add(Money.From(2, "EUR"));

        var refused = await Refused.By(Staff.UpdateDunningCampaignAsync(new Wire.UpdateDunningCampaignRequest
        {
            Campaign = new Wire.DunningCampaign { Id = "default", Name = "Default", Schedule = schedule },
        }));

        refused.Violations.ShouldBe(["campaign.schedule.thresholds[1]:REPEATED", "campaign.schedule.final_action:NO_NOTICE"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_preview_dates_the_steps_and_says_that_they_were_shortened()
    {
        var campaign = await Staff.GetDunningCampaignAsync(new Wire.GetDunningCampaignRequest { Id = "default" });
        var whole = await Preview(campaign.Schedule, 0, null);
        var weekly = await Preview(campaign.Schedule, 0, new BillingInterval { Unit = IntervalUnit.Week, Count = 1 });
        var closing = await Preview(campaign.Schedule, 3, new BillingInterval { Unit = IntervalUnit.Month, Count = 1 });

        (whole.Shortened, whole.Steps[^1].Date, whole.Steps[^1].FinalAction).ShouldBe((false, Date.From(Day("2026-02-21")), Wire.DunningFinalAction.Close));
        (weekly.Shortened, weekly.Steps[^1].Date).ShouldBe((true, Date.From(Day("2026-02-06"))));
        (closing.Shortened, closing.Steps[^1].Date).ShouldBe((true, Date.From(Day("2026-02-03"))));
    }

    [Fact]
    public async Task A_campaign_of_a_plan_must_not_outlast_its_billing_period()
    {
        (EventInterval Period, int Longest)[] plans =
        [
            (new("month", 1, "gregorian"), 27),
            (new("month", 1, "persian"), 28),
            (new("month", 3, "gregorian"), 88),
            (new("week", 1, "gregorian"), 6),
            (new("day", 3, "gregorian"), 2),
            (new("day", 1, "gregorian"), 2),
        ];
        foreach (var (period, longest) in plans)
        {
            var plan = PlanChanged() with { BillingPeriod = period };
            await _billing.Deliver(plan);
            var fits = Campaign(plan.AggregateId.ToString());
            fits.Schedule.FinalDay = longest;
            var beyond = fits.Clone();
            beyond.Schedule.FinalDay++;

            var refused = await Refused.By(Staff.CreateDunningCampaignAsync(new Wire.CreateDunningCampaignRequest { Campaign = beyond }));
            var created = await Staff.CreateDunningCampaignAsync(new Wire.CreateDunningCampaignRequest { Campaign = fits });
            created.Schedule.FinalDay++;
            var later = await Refused.By(Staff.UpdateDunningCampaignAsync(new Wire.UpdateDunningCampaignRequest { Campaign = created }));

            refused.Violations.ShouldBe(["campaign.schedule.final_day:BEYOND_PERIOD"], $"{period}");
            refused.Message.ShouldContain($" {longest} ");
            later.Violations.ShouldBe(["campaign.schedule.final_day:BEYOND_PERIOD"], $"{period}");
        }
    }

    [Fact]
    public async Task A_preview_for_a_plan_shows_what_would_run()
    {
        var plan = PlanChanged() with { BillingPeriod = new EventInterval("week", 1, "gregorian"), CloseAfterUnpaidDays = 5 };
        await _billing.Deliver(plan);
        var schedule = (await Staff.GetDunningCampaignAsync(new Wire.GetDunningCampaignRequest { Id = "default" })).Schedule;
        var request = new Wire.CalculateDunningScheduleRequest { Schedule = schedule, FailureDate = Date.From(Day("2026-01-31")), PlanId = plan.AggregateId.ToString() };

        var shown = await Staff.CalculateDunningScheduleAsync(request);
        request.CloseAfterUnpaidDays = 3;
        var both = await Refused.By(Staff.CalculateDunningScheduleAsync(request));
        request.CloseAfterUnpaidDays = 0;
        request.PlanId = Guid.CreateVersion7().ToString();

        (shown.Shortened, shown.Steps[^1].Date).ShouldBe((true, Date.From(Day("2026-02-05"))));
        both.Violations.ShouldBe(["close_after_unpaid_days:NOT_EXPECTED"]);
        (await Refused.By(Staff.CalculateDunningScheduleAsync(request))).Violations.ShouldBe(["plan_id:UNKNOWN_PLAN"]);
    }

    private async Task<Wire.CalculateDunningScheduleResponse> Preview(Wire.DunningSchedule schedule, int closeAfter, BillingInterval? period) =>
        await Staff.CalculateDunningScheduleAsync(new Wire.CalculateDunningScheduleRequest
        {
            Schedule = schedule, FailureDate = Date.From(Day("2026-01-31")), CloseAfterUnpaidDays = closeAfter, BillingPeriod = period,
        });

    private static Wire.DunningCampaign Campaign(string plan) => new() { Name = "Gentle", PlanId = plan, Schedule = Schedule(Mail(0)) };

    private static Wire.DunningSchedule Schedule(params Wire.DunningStep[] steps) => Schedule(Wire.DunningFinalAction.Keep, steps);

    private static Wire.DunningSchedule Schedule(Wire.DunningFinalAction final, params Wire.DunningStep[] steps) => new() { Steps = { steps }, FinalDay = 10, FinalAction = final };

    private static Wire.DunningStep Mail(int day) => new() { Day = day, Kind = Wire.DunningStepKind.Mail, Template = "payment_failed_1" };

    private static Wire.DunningStep Notice(int day) => new() { Day = day, Kind = Wire.DunningStepKind.Notice, Template = "restriction_notice" };

    private static Wire.DunningStep Final(int day) => new() { Day = day, Kind = Wire.DunningStepKind.Notice, Template = "final_notice" };

    private static Wire.DunningStep Restrict(int day) => new() { Day = day, Kind = Wire.DunningStepKind.Restrict };
}
