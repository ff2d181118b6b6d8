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

    /// <summary>A day for the first mail, one for the notice of the end, and the end: no less.</summary>
    [Theory]
    [InlineData(1, 2, "0 Mail payment_failed_1, 0 Banner, 1 Notice final_notice, 1 Retry")]
    [InlineData(2, 2, "0 Mail payment_failed_1, 0 Banner, 1 Notice final_notice, 1 Retry")]
    [InlineData(3, 3, "0 Mail payment_failed_1, 1 Banner, 1 Notice restriction_notice, 1 Retry, 2 Restrict, 2 Notice final_notice, 2 Retry")]
    [InlineData(4, 4, "0 Mail payment_failed_1, 1 Retry, 1 Mail payment_failed_3, 1 Banner, 2 Notice restriction_notice, 2 Retry, 3 Restrict, 3 Notice final_notice, 3 Retry")]
    public void Where_no_day_is_left_between_notice_and_restriction_service_is_not_restricted_and_nothing_says_so(int days, int final, string steps)
    {
        var shortened = DunningCampaign.Default.ShortenedTo(days);

        shortened.FinalDay.ShouldBe(final);
        string.Join(", ", shortened.Steps.Select(s => $"{s.Day} {s.Kind} {s.Template}".Trim())).ShouldBe(steps);
    }

    [Fact]
    public void A_plan_that_closes_announces_it_also_where_its_campaign_ends_nothing()
    {
        var failure = new DateOnly(2026, 3, 1);
        var keep = DunningCampaign.Default with { FinalAction = DunningFinalAction.Keep, Steps = [.. DunningCampaign.Default.Steps.Where(s => s.Template != DunningTemplates.FinalNotice)] };

        var closed = ShortenedSchedule.Of(keep, failure, 31, failure.AddDays(10));

        (closed.FinalAction, closed.FinalDay, closed.Steps.Last(s => s.IsMessage)).ShouldBe((DunningFinalAction.Close, 10, new DunningStep(9, DunningStepKind.Notice, DunningTemplates.FinalNotice)));
    }

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
        (past.FinalDay, past.FinalAction).ShouldBe((2, DunningFinalAction.Close));
    }

    [Fact]
    public void Dunning_never_outlasts_the_billing_period() => ShortenedSchedule.Of(DunningCampaign.Default, new DateOnly(2026, 3, 1), 7, null).FinalDay.ShouldBe(6);

    private static readonly Gen<DunningSchedule> Schedules =
        from final in Gen.Choose(3, DunningSchedule.MaximumDay)
        from notice in Gen.Choose(1, final - 2)
        from restrict in Gen.Choose(notice + 1, final - 1)
        from mails in Gen.ArrayOf(Gen.Choose(0, final))
        from retries in Gen.ArrayOf(Gen.Choose(1, final))
        from last in Gen.Choose(restrict, final - 1)
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

            shortened.FinalDay.ShouldBe(Math.Min(Math.Max(c.days, 2), c.schedule.FinalDay));
            shortened.Steps.Select(s => s.Day).ShouldBeInOrder();
            shortened.Steps.ShouldAllBe(s => s.Day <= shortened.FinalDay && (s.Kind != DunningStepKind.Retry || s.Day > 0));
            shortened.Steps.First(s => s.IsMessage).Kind.ShouldBe(DunningStepKind.Mail);
            var notices = shortened.Steps.Where(s => s.Kind == DunningStepKind.Notice).ToList();
            notices.ShouldContain(s => s.Template == DunningTemplates.FinalNotice && s.Day < shortened.FinalDay);
            var restrict = shortened.Steps.ToList().FindIndex(s => s.Kind == DunningStepKind.Restrict);
            var announced = shortened.Steps.ToList().FindIndex(s => s.Template == DunningTemplates.RestrictionNotice);
            (restrict >= 0).ShouldBe(announced >= 0, "the one goes with the other");
            if (restrict >= 0)
            {
                shortened.Steps[restrict].Day.ShouldBeGreaterThan(shortened.Steps[announced].Day);
                shortened.Steps.ToList().FindIndex(s => s.Template == DunningTemplates.FinalNotice).ShouldBeGreaterThan(restrict);
            }

            if (c.days < c.schedule.FinalDay)
            {
                shortened.Steps.Where(s => s.Kind == DunningStepKind.Retry).Select(s => s.Day).ShouldBeUnique();
                shortened.Steps.Where(s => s.Kind == DunningStepKind.Mail).ShouldAllBe(mail => notices.TrueForAll(notice => notice.Day != mail.Day));
                notices.Select(s => s.Day).ShouldBeUnique();
            }
        }).QuickCheckThrowOnFailure();
}
