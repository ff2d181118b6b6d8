using Contracts.Events;
using ServiceDefaults.Data;
using Subscriptions.Tests.Support;
using Subscriptions.Time;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Tests.Access;

public sealed class DunningOnSqlite() : DunningOnDatabase(DatabaseProvider.Sqlite);

public sealed class DunningOnPostgres() : DunningOnDatabase(DatabaseProvider.Postgres);

/// <summary>The whole way on a real database.</summary>
public abstract class DunningOnDatabase(DatabaseProvider database)
{
    [Fact]
    public async Task Noticed_restricted_restored_and_at_last_closed_as_unpaid()
    {
        await using var service = await SubscriptionsUnderTest.Start(database);
        var order = await service.Confirmed();
        var first = new CaseUnderTest(service, order);
        await first.Start();
        var mail = await first.Notify(days: 3);
        // The very same event again changes nothing.
        await service.Host.Publish(first.Events.Delivered(mail, service.Clock.GetUtcNow()));
        await first.Restrict();
        (await first.IsRestricted()).ShouldBeFalse("its day has not come");
        await first.Pass(3);

        var restricted = await service.Read(order);
        (restricted.RestrictedTime.ToDateTimeOffset(), restricted.DunningCaseId, restricted.Stage).ShouldBe((service.Clock.GetUtcNow(), first.Id.ToString(), Wire.Stage.InProgress));
        (await service.Portal(order.CustomerId).GetSubscriptionAsync(new() { Id = order.Id })).RestrictedTime.ShouldBe(restricted.RestrictedTime);
        (await first.Withheld()).ShouldBe(["restrict NOT_YET"]);
        await first.Resolve();
        (await first.IsRestricted()).ShouldBeFalse();

        var second = new CaseUnderTest(service, order);
        await second.Start();
        await second.Notify(days: 1, finalDays: 2, template: "final_notice");
        await second.Restrict();
        await second.Exhaust();
        await second.Pass(1);
        (await second.Withheld()).ShouldBe(["restrict NOT_YET", "close NOT_YET"]);
        await second.Pass(1);

        var closed = await service.Read(order);
        (closed.Stage, closed.Closing.ReasonCode, closed.Closing.Actor.Name, closed.RestrictedTime, closed.DunningCaseId).ShouldBe((Wire.Stage.Churned, "unpaid", "System", null, ""));
        closed.Closing.Credit.ShouldBe(Wire.ClosingCredit.None);
        (await second.Said()).ShouldBe([nameof(SubscriptionRestricted), nameof(AccessRestored), nameof(SubscriptionRestricted), nameof(SubscriptionClosed)], Case.Sensitive);
        (await service.SelfCheck.GetSelfCheckAsync(new())).Findings.ShouldBeEmpty();

        var churn = (await service.Reports.GetChurnReportAsync(new())).Reasons.ShouldHaveSingleItem();
        (churn.ReasonCode, churn.Voluntary, churn.MrrLost.ToDecimal()).ShouldBe(("unpaid", false, 40));
    }
}

/// <summary>What dunning asks for, and what is done of it (domain.md A3.36, A3.37, C11).</summary>
public sealed class DunningTests(SubscriptionsUnderTest service) : IClassFixture<SubscriptionsUnderTest>
{
    [Fact]
    public async Task Notices_that_were_delivered_together_allow_the_restriction_of_each_order()
    {
        var now = service.Clock.GetUtcNow();
        var day = DateOnly.FromDateTime(now.UtcDateTime).AddDays(3);
        List<CaseUnderTest> cases = [];
        for (var i = 0; i < 3; i++)
        {
            var one = new CaseUnderTest(service, await service.Confirmed());
            await one.Start();
            await one.Handle(one.Events.Notice(now, day, day.AddDays(4)));
            cases.Add(one);
        }

        // The notice of the last is not among them.
        var batch = new NoticesDelivered(
            Guid.CreateVersion7(), Guid.CreateVersion7(), SomeEvents.Staff, now, [.. cases.Take(2).Select(one => one.Events.Delivered(Guid.CreateVersion7(), now))]);
        await service.Host.Publish(batch);
        await service.Host.Handled<SubscriptionsDb>(batch.EventId, 2);
        foreach (var one in cases)
        {
            await one.Restrict();
        }

        await cases[0].Pass(3.5);
        (await cases[0].IsRestricted()).ShouldBeTrue();
        (await cases[1].IsRestricted()).ShouldBeTrue();
        (await cases[2].IsRestricted()).ShouldBeFalse();
    }

    [Fact]
    public async Task Without_a_notice_nothing_is_restricted_and_it_is_said_once()
    {
        var (order, dunning) = await Failed();
        await dunning.Deliver("payment_failed_3");
        await dunning.Restrict();
        await dunning.Deliver("payment_failed_3");
        await dunning.Pass(30);

        (await service.Read(order)).RestrictedTime.ShouldBeNull();
        (await dunning.Withheld()).ShouldBe(["restrict NO_NOTICE"]);
    }

    [Fact]
    public async Task A_delivery_in_time_that_is_heard_of_late_restricts_by_itself()
    {
        var (order, dunning) = await Failed();
        var now = service.Clock.GetUtcNow();
        var sent = now.AddDays(-1);
        await dunning.Handle(dunning.Events.Notice(sent, Day(now, 0), Day(now, 7)));
        await dunning.Restrict();
        (await dunning.IsRestricted()).ShouldBeFalse();

        await dunning.Deliver(sent: sent);

        (await dunning.IsRestricted()).ShouldBeTrue();
        var said = (await service.Host.Raised<SubscriptionsDb, SubscriptionRestricted>()).Single(e => e.AggregateId.ToString() == order.Id);
        (said.CaseId, said.NoticeSentAt, said.Actor.Kind).ShouldBe((dunning.Id, sent, "system"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_notice_that_arrives_on_its_day_or_later_is_none_until_it_was_written_anew(int daysLate)
    {
        var (_, dunning) = await Failed();
        var now = service.Clock.GetUtcNow();
        await dunning.Handle(dunning.Events.Notice(now, Day(now, 2), Day(now, 6)));
        await dunning.Pass(2);
        await dunning.Restrict();
        await dunning.Pass(daysLate);
        await dunning.Deliver();

        (await dunning.IsRestricted()).ShouldBeFalse("the customer has just read that it is over already");
        (await dunning.Withheld()).ShouldBe(["restrict NO_NOTICE", "restrict NOTICE_LATE"]);

        // Delivered in time; nothing else is asked for.
        await dunning.Notify(days: 2);
        (await dunning.IsRestricted()).ShouldBeFalse("its day has not come");
        await dunning.Pass(2);
        (await dunning.IsRestricted()).ShouldBeTrue();
    }

    [Fact]
    public async Task The_old_mail_of_a_notice_that_was_written_anew_is_no_notice_of_the_new_day()
    {
        var (_, dunning) = await Failed();
        var now = service.Clock.GetUtcNow();
        var old = dunning.Events.Notice(now, Day(now, 2), Day(now, 6));
        await dunning.Handle(old);
        var oldMail = dunning.Events.Delivered(Guid.CreateVersion7(), now.AddDays(3));
        await dunning.Pass(2);
        await dunning.Restrict();
        await dunning.Pass(1);
        await dunning.Handle(dunning.Events.Notice(service.Clock.GetUtcNow(), Day(now, 5), Day(now, 9)));
        await dunning.Handle(oldMail);
        await dunning.Pass(2);

        (await dunning.IsRestricted()).ShouldBeFalse("what names the new day was never delivered");
    }

    [Fact]
    public async Task Closing_needs_the_notice_that_announces_the_end()
    {
        var (order, dunning) = await Failed();
        await dunning.Notify(days: 0, finalDays: 2);
        await dunning.Restrict();
        (await dunning.IsRestricted()).ShouldBeTrue();
        var now = service.Clock.GetUtcNow();
        await dunning.Handle(dunning.Events.Notice(now, null, Day(now, 2), "final_notice"));
        await dunning.Pass(2);
        await dunning.Exhaust();

        (await service.Read(order)).Stage.ShouldBe(Wire.Stage.InProgress, "that of the restriction does not tell of the end");
        (await dunning.Withheld()).ShouldBe(["close NO_NOTICE"]);

        await dunning.Deliver("final_notice");
        (await service.Read(order)).Stage.ShouldBe(Wire.Stage.InProgress, "it came on the day");
        (await dunning.Withheld()).ShouldBe(["close NO_NOTICE", "close NOTICE_LATE"]);
    }

    [Fact]
    public async Task A_notice_about_another_case_is_none_about_this_one()
    {
        var (_, dunning) = await Failed();
        var (_, other) = await Failed();
        var now = service.Clock.GetUtcNow();
        await dunning.Handle(dunning.Events.Notice(now, Day(now, 0), Day(now, 7)));
        await dunning.Handle(dunning.Events.Delivered(Guid.CreateVersion7(), now, about: other.Id));
        await dunning.Restrict();

        (await dunning.IsRestricted()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_bounce_before_the_day_stops_it_until_another_notice_arrives()
    {
        var (_, dunning) = await Failed();
        var mail = await dunning.Notify(days: 1);
        await dunning.Bounce(mail);
        await dunning.Pass(1);
        await dunning.Restrict();
        await dunning.Pass(5);

        (await dunning.IsRestricted()).ShouldBeFalse();
        (await dunning.Withheld()).ShouldBe(["restrict NOTICE_BOUNCED"]);
        await dunning.Notify(days: 1);
        await dunning.Pass(1);
        (await dunning.IsRestricted()).ShouldBeTrue("it was written anew");
    }

    [Fact]
    public async Task A_bounce_that_is_heard_of_after_the_restriction_lifts_it_when_it_came_before_and_only_then()
    {
        var (_, late) = await Failed();
        var lateMail = await late.Notify(days: 1);
        var (_, after) = await Failed();
        var afterMail = await after.Notify(days: 1);
        var before = service.Clock.GetUtcNow();
        await late.Pass(1);
        await late.Restrict();
        await after.Restrict();
        service.Clock.Advance(TimeSpan.FromHours(1));

        await late.Handle(late.Events.Bounced(lateMail, before.AddHours(2)));
        await after.Bounce(afterMail);

        (await late.IsRestricted()).ShouldBeFalse();
        (await late.Withheld()).ShouldBe(["restrict NOTICE_BOUNCED"]);
        (await after.IsRestricted()).ShouldBeTrue("the notice stood when service was restricted");
    }

    [Fact]
    public async Task Only_the_unpaid_subscription_is_restricted()
    {
        var customer = await service.Customer();
        var paid = await service.Confirmed(customer);
        var dunning = new CaseUnderTest(service, await service.Confirmed(customer));
        await dunning.Start();
        await dunning.Notify(days: 0);
        await dunning.Restrict();

        (await dunning.IsRestricted()).ShouldBeTrue();
        (await service.Read(paid)).ShouldBe(paid);
    }

    [Theory]
    [InlineData("paid")]
    [InlineData("settled")]
    [InlineData("by_staff")]
    public async Task A_case_that_is_resolved_lifts_its_restriction_also_after_its_final_action(string resolution)
    {
        var (order, dunning) = await Failed();
        await dunning.Notify(days: 0);
        await dunning.Restrict();
        await dunning.Exhaust("keep");
        (await dunning.IsRestricted()).ShouldBeTrue("a restriction stays when nothing else is done");

        await dunning.Resolve(resolution);

        (await dunning.IsRestricted()).ShouldBeFalse();
        (await dunning.Said()).ShouldBe([nameof(SubscriptionRestricted), nameof(AccessRestored)]);
        (await service.Read(order)).Stage.ShouldBe(Wire.Stage.InProgress);
    }

    [Fact]
    public async Task A_resolved_case_neither_restricts_nor_closes_whatever_else_is_heard_of_it()
    {
        var (order, dunning) = await Confirmed();
        await dunning.Resolve();
        await dunning.Exhaust();
        await dunning.Restrict();
        await dunning.Notify(days: 0, finalDays: 0);
        await dunning.Start();

        (await service.Read(order)).ShouldBe(order);
        (await dunning.Withheld()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_paused_subscription_is_restricted_when_it_runs_again()
    {
        var (order, dunning) = await Failed();
        await dunning.Notify(days: 0);
        await service.Orders.PauseSubscriptionAsync(new() { Id = order.Id });
        await dunning.Restrict();
        (await dunning.Said()).ShouldBeEmpty();

        await service.Orders.ResumeSubscriptionAsync(new() { Id = order.Id });

        await Eventually.Async(dunning.IsRestricted, "the resumed subscription to be restricted");
    }

    [Fact]
    public async Task A_pause_does_not_free_of_a_restriction()
    {
        var (order, dunning) = await Failed();
        await dunning.Notify(days: 0);
        await dunning.Restrict();

        (await service.Orders.PauseSubscriptionAsync(new() { Id = order.Id })).RestrictedTime.ShouldBeNull("nothing is served");
        (await service.Orders.ResumeSubscriptionAsync(new() { Id = order.Id })).RestrictedTime.ShouldNotBeNull();
        await service.Orders.PauseSubscriptionAsync(new() { Id = order.Id });
        await dunning.Resolve();
        (await service.Orders.ResumeSubscriptionAsync(new() { Id = order.Id })).RestrictedTime.ShouldBeNull();
    }

    [Fact]
    public async Task Closing_is_withheld_without_a_notice_and_happens_when_its_delivery_in_time_is_heard_of()
    {
        var (order, dunning) = await Failed();
        var now = service.Clock.GetUtcNow();
        await dunning.Handle(dunning.Events.Notice(now.AddDays(-1), Day(now, 0), Day(now, 0), "final_notice"));
        await dunning.Exhaust();
        (await service.Read(order)).Stage.ShouldBe(Wire.Stage.InProgress);
        (await dunning.Withheld()).ShouldBe(["close NO_NOTICE"]);

        await dunning.Deliver("final_notice", sent: now.AddDays(-1));

        (await service.Read(order)).Closing.ReasonCode.ShouldBe("unpaid");
    }

    [Fact]
    public async Task Closing_takes_the_place_of_a_close_that_lies_ahead()
    {
        var (order, dunning) = await Failed();
        await dunning.Notify(days: 0, finalDays: 0);
        await service.Orders.CloseSubscriptionAsync(new() { Id = order.Id, ReasonText = "Moved", When = Wire.CloseWhen.EndOfPeriod });

        await dunning.Exhaust();

        var closed = await service.Read(order);
        (closed.Stage, closed.Closing.ReasonCode, closed.Closing.CloseTime.ToDateTimeOffset()).ShouldBe((Wire.Stage.Churned, "unpaid", service.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task What_is_closed_already_stays_as_it_was_closed()
    {
        var (order, dunning) = await Failed();
        await dunning.Notify(days: 0, finalDays: 0);
        var closed = await service.Orders.CloseSubscriptionAsync(new() { Id = order.Id, ReasonText = "Moved" });

        await dunning.Restrict();
        await dunning.Exhaust();
        await dunning.Pass(1);

        (await service.Read(order)).ShouldBe(closed);
        (await dunning.Withheld()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("keep")]
    [InlineData("write_off")]
    public async Task Another_final_action_closes_nothing(string action)
    {
        var (order, dunning) = await Failed();
        await dunning.Notify(days: 0, finalDays: 0);
        await dunning.Exhaust(action);

        (await service.Read(order)).Stage.ShouldBe(Wire.Stage.InProgress);
    }

    [Fact]
    public async Task A_write_off_lifts_the_restriction_for_good()
    {
        var (order, dunning) = await Failed();
        await dunning.Notify(days: 0);
        await dunning.Restrict();

        await dunning.Exhaust("write_off");

        (await dunning.IsRestricted()).ShouldBeFalse("nothing is left to be paid");
        (await dunning.Said()).ShouldBe([nameof(SubscriptionRestricted), nameof(AccessRestored)]);
        var access = await service.Access.GetAccessAsync(new() { CustomerId = order.CustomerId, PlanId = order.PlanId });
        (access.Level, access.Reason).ShouldBe((Wire.AccessLevel.Full, "ACTIVE"));
        await service.Orders.PauseSubscriptionAsync(new() { Id = order.Id });
        await service.Orders.ResumeSubscriptionAsync(new() { Id = order.Id });
        await dunning.Pass(1);
        (await dunning.IsRestricted()).ShouldBeFalse();
    }

    [Theory]
    [InlineData("extended", 12)]
    [InlineData("paused", null)]
    [InlineData("mail_bounced", null)]
    public async Task What_moves_or_stops_the_clock_moves_the_day_that_access_is_promised_until(string change, int? days)
    {
        var (order, dunning) = await Failed();
        await dunning.Notify(days: 2);
        var now = service.Clock.GetUtcNow();
        DateOnly? moved = days is { } d ? Day(now, d) : null;
        service.Clock.Advance(TimeSpan.FromMinutes(1));

        await dunning.Handle(dunning.Events.Changed(service.Clock.GetUtcNow(), change, moved, moved));

        (await Until()).ShouldBe(moved);
        await dunning.Pass(2);
        await dunning.Restrict();
        (await dunning.IsRestricted()).ShouldBe(change == "mail_bounced", "the day that was promised first does not count any more; that a mail bounced the mail itself tells");
        if (days is not null)
        {
            await dunning.Pass(10);
            (await dunning.IsRestricted()).ShouldBeTrue("the notice was delivered before the day that it named");
        }
        else if (change == "paused")
        {
            await dunning.Handle(dunning.Events.Changed(service.Clock.GetUtcNow(), "resumed", Day(now, 4), Day(now, 9)));
            (await Until()).ShouldBe(Day(now, 4));
        }

        async Task<DateOnly?> Until()
        {
            var access = await service.Access.GetAccessAsync(new() { CustomerId = order.CustomerId, PlanId = order.PlanId });
            access.Level.ShouldBe(Wire.AccessLevel.Warned);
            return access.Until is { } until ? Day(until.ToDateTimeOffset(), 0) : null;
        }
    }

    [Fact]
    public async Task Staff_who_undo_a_close_as_unpaid_keep_it_but_not_its_access()
    {
        var (order, dunning) = await Failed();
        await dunning.Notify(days: 0, finalDays: 0);
        await dunning.Restrict();
        await dunning.Exhaust();

        await service.Orders.UndoCloseSubscriptionAsync(new() { Id = order.Id });
        await Eventually.Async(dunning.IsRestricted, "the undone close to leave what was before");
        await dunning.Pass(10);

        (await service.Read(order)).Stage.ShouldBe(Wire.Stage.InProgress);
        await dunning.Resolve();
        (await dunning.IsRestricted()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_case_that_staff_have_paused_does_nothing_until_it_is_resumed()
    {
        var (_, dunning) = await Failed();
        var now = service.Clock.GetUtcNow();
        await dunning.Handle(dunning.Events.Notice(now.AddDays(-1), Day(now, 0), Day(now, 7)));
        await dunning.Restrict();
        await dunning.Change("paused");
        await dunning.Deliver(sent: now.AddDays(-1));
        (await dunning.IsRestricted()).ShouldBeFalse();

        service.Clock.Advance(TimeSpan.FromMinutes(1));
        await dunning.Change("resumed");

        (await dunning.IsRestricted()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_reactivated_subscription_whose_case_is_not_resolved_is_restricted_again()
    {
        var (order, dunning) = await Failed();
        await dunning.Notify(days: 0);
        await dunning.Restrict();
        await service.Orders.CloseSubscriptionAsync(new() { Id = order.Id, ReasonText = "Moved" });
        (await dunning.IsRestricted()).ShouldBeFalse("it is closed");
        service.Clock.Advance(TimeSpan.FromDays(1));

        await service.Orders.ReactivateSubscriptionAsync(new() { Id = order.Id });

        await Eventually.Async(dunning.IsRestricted, "the reactivated subscription to be restricted");
    }

    [Fact]
    public async Task A_customer_who_moves_to_where_the_day_has_begun_does_not_wait_for_the_old_place()
    {
        var customer = await service.Customer(timeZone: "Pacific/Pago_Pago");
        var dunning = new CaseUnderTest(service, await service.Confirmed(customer));
        await dunning.Start();
        await dunning.Notify(days: 1);
        await dunning.Restrict();
        (await dunning.Withheld()).ShouldBe(["restrict NOT_YET"]);

        // A day and an hour ahead.
        customer.TimeZone = "Pacific/Kiritimati";
        await service.Customers.UpdateCustomerAsync(new() { Customer = customer });

        await Eventually.Async(dunning.IsRestricted, "the day that has begun to be noticed");
    }

    [Fact]
    public async Task A_second_case_keeps_restricted_what_the_first_one_frees()
    {
        var (order, first) = await Failed();
        var second = new CaseUnderTest(service, order);
        foreach (var dunning in new[] { first, second })
        {
            await dunning.Start();
            await dunning.Notify(days: 0);
            await dunning.Restrict();
        }

        await first.Resolve();

        (await service.Read(order)).DunningCaseId.ShouldBe(second.Id.ToString());
        await second.Resolve();
        (await first.IsRestricted()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_period_says_which_plan_it_is_of()
    {
        var plan = await service.Plan();
        var order = await service.Confirmed(plan: plan);

        (await service.Host.Raised<SubscriptionsDb, PeriodStarted>()).Single(e => e.AggregateId.ToString() == order.Id).PlanId.ToString().ShouldBe(plan.Id);
    }

    private async Task<(Wire.Subscription Order, CaseUnderTest Case)> Confirmed()
    {
        var order = await service.Confirmed();
        return (order, new CaseUnderTest(service, order));
    }

    private async Task<(Wire.Subscription Order, CaseUnderTest Case)> Failed()
    {
        var (order, dunning) = await Confirmed();
        await dunning.Start();
        return (order, dunning);
    }

    private static DateOnly Day(DateTimeOffset now, int days) => CivilTime.DateAt(now, TimeZoneInfo.FindSystemTimeZoneById("Europe/Rome")).AddDays(days);
}
