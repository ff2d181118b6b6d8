using Billing.Dunning.Campaigns;
using FsCheck;
using FsCheck.Fluent;

namespace Billing.Tests.Dunning;

/// <summary>domain.md C10: a schedule may be shortened, and keeps its sense.</summary>
public sealed class DunningScheduleTests
{
    [Fact]
    public void A_schedule_that_fits_stays_as_it_is() => DunningCampaign.Default.ShortenedTo(21).ShouldBeSameAs(DunningCampaign.Default);

    [Fact]
    public void A_week_takes_each_day_in_proportion()
    {
        var week = DunningCampaign.Default.ShortenedTo(6);

        week.FinalDay.ShouldBe(6);
        week.Steps.Select(s => $"{s.Day} {s.Kind} {s.Template}".Trim()).ShouldBe(
        [
            "0 Mail payment_failed_1",
            "1 Retry",
            "2 Mail payment_failed_3",
            "2 Banner",
            "3 Notice restriction_notice",
            "3 Retry",
            "4 Restrict",
            "5 Notice final_notice",
            "5 Retry",
        ]);
    }

    [Theory]
    [InlineData(1, "0 Mail, 0 Banner, 0 Notice, 0 Notice")]
    [InlineData(2, "0 Mail, 0 Banner, 1 Notice, 1 Notice, 1 Retry")]
    public void Where_no_day_is_left_between_notice_and_restriction_service_is_not_restricted(int days, string steps) =>
        string.Join(", ", DunningCampaign.Default.ShortenedTo(days).Steps.Select(s => $"{s.Day} {s.Kind}")).ShouldBe(steps);

    [Fact]
    public void The_plans_closing_wins_where_it_is_earlier_and_closes()
    {
        var failure = new DateOnly(2026, 3, 1);
        var keep = DunningCampaign.Default with { FinalAction = DunningFinalAction.Keep };

        var early = ShortenedSchedule.Of(keep, failure, 31, failure.AddDays(5));
        var late = ShortenedSchedule.Of(keep, failure, 31, failure.AddDays(30));
        var past = ShortenedSchedule.Of(keep, failure, 31, failure.AddDays(-3));

        (early.FinalDay, early.FinalAction).ShouldBe((5, DunningFinalAction.Close));
        (late.FinalDay, late.FinalAction).ShouldBe((21, DunningFinalAction.Keep));
        (past.FinalDay, past.FinalAction).ShouldBe((1, DunningFinalAction.Close));
    }

    [Fact]
    public void Dunning_never_outlasts_the_billing_period() => ShortenedSchedule.Of(DunningCampaign.Default, new DateOnly(2026, 3, 1), 7, null).FinalDay.ShouldBe(6);

    private static readonly Gen<DunningSchedule> Schedules =
        from final in Gen.Choose(2, DunningSchedule.MaximumDay)
        from notice in Gen.Choose(1, final - 1)
        from restrict in Gen.Choose(notice + 1, final)
        from mails in Gen.ArrayOf(Gen.Choose(0, final))
        from retries in Gen.ArrayOf(Gen.Choose(1, final))
        from last in Gen.Choose(notice, final - 1)
        let steps = mails.Select(d => new DunningStep(d, DunningStepKind.Mail, DunningTemplates.Second))
            .Concat(retries.Select(d => new DunningStep(d, DunningStepKind.Retry)))
            .Append(new(0, DunningStepKind.Mail, DunningTemplates.First))
            .Append(new(notice, DunningStepKind.Notice, DunningTemplates.RestrictionNotice))
            .Append(new(restrict, DunningStepKind.Restrict))
            .Append(new(last, DunningStepKind.Notice, DunningTemplates.FinalNotice))
        select new DunningSchedule(
            [.. steps.OrderBy(s => s.Day).ThenBy(s => s.Template != DunningTemplates.First)], DunningFinalAction.Close, final, new Dictionary<string, decimal>());

    [Fact]
    public void Whatever_it_is_shortened_to_its_steps_stay_in_order_and_a_notice_stays_before_the_restriction() => Prop.ForAll(
        (from schedule in Schedules from days in Gen.Choose(1, DunningSchedule.MaximumDay) select (schedule, days)).ToArbitrary(),
        c =>
        {
            var shortened = c.schedule.ShortenedTo(c.days);

            shortened.FinalDay.ShouldBe(Math.Min(c.days, c.schedule.FinalDay));
            shortened.Steps.Select(s => s.Day).ShouldBeInOrder();
            shortened.Steps.ShouldAllBe(s => s.Day <= shortened.FinalDay && (s.Kind != DunningStepKind.Retry || s.Day > 0));
            shortened.Steps.First(s => s.IsMessage).Kind.ShouldBe(DunningStepKind.Mail);
            shortened.Steps.Where(s => s.Kind == DunningStepKind.Notice).Select(s => s.Template)
                .ShouldBe(c.schedule.Steps.Where(s => s.Kind == DunningStepKind.Notice).Select(s => s.Template));
            var notice = shortened.Steps.First(s => s.Kind == DunningStepKind.Notice);
            shortened.Steps.Where(s => s.Kind == DunningStepKind.Restrict).ShouldAllBe(s => s.Day > notice.Day);
            if (c.days < c.schedule.FinalDay)
            {
                shortened.Steps.Where(s => s.Kind == DunningStepKind.Retry).Select(s => s.Day).ShouldBeUnique();
            }
        }).QuickCheckThrowOnFailure();
}
