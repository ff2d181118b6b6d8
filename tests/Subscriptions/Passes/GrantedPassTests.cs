using Contracts.Common.V1;
using Contracts.Events;
using Contracts.Subscriptions.V1;
using Microsoft.EntityFrameworkCore;
using Subscriptions.Tests.Support;
using Pass = Contracts.Subscriptions.V1.Pass;
using Subject = Contracts.Events.Subject;

namespace Subscriptions.Tests.Passes;

public sealed class GrantedPassesOnSqlite(PassesOnSqliteHost host) : GrantedPassTests(host), IClassFixture<PassesOnSqliteHost>;

public sealed class GrantedPassesOnPostgres(PassesOnPostgresHost host) : GrantedPassTests(host), IClassFixture<PassesOnPostgresHost>;

/// <summary>A plan grants a pass each period (domain.md A2): told by the events of the subscription, in whatever order they come.</summary>
public abstract class GrantedPassTests(PassHost host)
{
    private readonly SubscriptionsUnderTest _service = host.Service;

    private DateOnly Today => DateOnly.FromDateTime(_service.Clock.GetUtcNow().UtcDateTime);

    [Fact]
    public async Task A_period_brings_one_pass_until_its_end_whatever_is_repeated()
    {
        var (client, order) = await Client();
        var template = await _service.Template(classes: 8, start: "chosen", name: "Yoga");
        await _service.Sell(client, await _service.Template());
        var plan = await Plan(template);
        var period = Period(order, client, plan, 0, Today, Today.AddDays(31));

        await Publish(period);
        await Publish(period with { EventId = Guid.CreateVersion7() });
        await Publish(new PeriodsStarted(Guid.CreateVersion7(), Guid.CreateVersion7(), SomeEvents.Staff, _service.Clock.GetUtcNow(), [period, Period(order, client, Guid.CreateVersion7(), 7, Today, Today.AddDays(3))]));

        var pass = (await Of(order)).ShouldHaveSingleItem();
        pass.ShouldSatisfyAllConditions(
            p => (p.State, p.StartDate.Day(), p.EndDate.Day(), p.RemainingClasses).ShouldBe((PassState.Active, Today, Today.AddDays(31), 8)),
            p => (p.SoldPrice.ToDecimal(), p.Payment, p.Seller.Kind, p.TemplateName.In("en")).ShouldBe((0m, PassPayment.Unspecified, ActorKind.System, "Yoga")),
            p => (p.Grant.SubscriptionNumber, p.Grant.PeriodStartDate.Day(), p.Grant.PeriodEndDate.Day()).ShouldBe((order.Number, Today, Today.AddDays(31))),
            p => p.Holders.Single().CustomerId.ShouldBe(client.Id));
        (await Raised<PassGranted>(pass)).Single().ShouldSatisfyAllConditions(e => e.Subscription.Number.ShouldBe(order.Number), e => (e.Classes, e.Sequence).ShouldBe((8, 1)));
        (await Raised<PassSold>(pass)).ShouldBeEmpty();
        (await Refused.By(_service.Passes().WithdrawPassAsync(new() { Id = pass.Id, Reason = "Wants money" }))).Reason.ShouldBe("PASS_GRANTED");
        (await _service.CheckIn(client)).Pass.RemainingClasses.ShouldBe(7);
        (await _service.Reports.GetPassRevenueAsync(new())).Rows.ShouldNotContain(r => r.TemplateId == template);
    }

    [Fact]
    public async Task The_templates_own_validity_holds_where_the_plan_says_so()
    {
        var (client, order) = await Client();
        var plan = await Plan(await _service.Template(unit: "month", count: 3), endsWithPeriod: false);
        await Publish(Period(order, client, plan, 0, Today, Today.AddMonths(1)));
        await Publish(Period(order, client, plan, 1, Today.AddDays(10), Today.AddDays(40)));
        (await Of(order)).Select(p => p.EndDate.Day()).ShouldBe([Today.AddMonths(3), Today.AddDays(10).AddMonths(3)]);
    }

    [Fact]
    public async Task A_period_that_is_over_when_it_is_told_of_brings_none()
    {
        var (client, order) = await Client();
        var plan = await Plan(await _service.Template());
        await Publish(Period(order, client, plan, 0, Today.AddDays(-40), Today));
        await Publish(Period(order, client, plan, 1, Today.AddDays(-5), Today.AddDays(1)));
        (await Of(order)).Select(p => p.EndDate.Day()).ShouldBe([Today.AddDays(1)]);
    }

    [Fact]
    public async Task A_restricted_subscription_gets_its_pass_when_it_is_restored()
    {
        var (client, order) = await Client();
        var plan = await Plan(await _service.Template());
        await Publish(Period(order, client, plan, 0, Today, Today.AddDays(20)) with { Restricted = true, Sequence = 5 });
        (await Of(order)).ShouldBeEmpty();
        await Publish(Restored(order, client, 9));
        (await Of(order)).ShouldHaveSingleItem().EndDate.Day().ShouldBe(Today.AddDays(20));

        var (other, late) = await Client();
        await Publish(Restored(late, other, 9));
        await Publish(Period(late, other, plan, 0, Today, Today.AddDays(20)) with { Restricted = true, Sequence = 5 });
        (await Of(late)).ShouldHaveSingleItem();
        await Publish(Period(late, other, plan, 1, Today, Today.AddDays(20)) with { Restricted = true, Sequence = 12 });
        (await Of(late)).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_granted_before_a_restriction_is_of_no_use_until_it_is_lifted_and_what_was_bought_is(bool reactivated)
    {
        var (client, order) = await Client();
        await Publish(Period(order, client, await Plan(await _service.Template()), 0, Today, Today.AddDays(20)) with { Sequence = 1 });
        await Publish(Restricted(order, client, 3));

        var pass = (await Of(order)).Single();
        (pass.State, pass.Grant.RestrictedTime).ShouldBe((PassState.Active, Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(_service.Clock.GetUtcNow())));
        Of(await Ask(client)).ShouldBe((AccessLevel.Restricted, "PASS_RESTRICTED"));
        (await Refused.By(_service.Passes().CheckInAsync(new() { CustomerId = client.Id }))).Reason.ShouldBe("PASS_RESTRICTED");
        (await Refused.By(_service.Passes().RecordMissedVisitAsync(new() { Code = pass.Holders[0].Code, State = VisitState.NoShow, VisitTime = pass.Grant.RestrictedTime }))).Reason.ShouldBe("PASS_RESTRICTED");
        (await Of(order)).Single().RemainingClasses.ShouldBe(8);

        var own = await _service.Passes().SellPassAsync(new() { CustomerId = client.Id, TemplateId = await _service.Template(overlapping: true, unit: "none", count: 0), Payment = PassPayment.Cash });
        (await _service.CheckIn(client)).Pass.Id.ShouldBe(own.Id, "it was bought");
        Of(await Ask(client)).ShouldBe((AccessLevel.Full, "PASS"));

        await Publish(reactivated ? SomeEvents.Reactivated(order, Event(client)) with { Sequence = 4 } : Restored(order, client, 4));
        (await Of(order)).Single().Grant.RestrictedTime.ShouldBeNull();
        (await _service.CheckIn(client)).Pass.Id.ShouldBe(pass.Id, "it is over first");
    }

    [Fact]
    public async Task A_class_that_was_before_a_restriction_is_entered_late_and_events_may_come_in_any_order()
    {
        var (client, order) = await Client();
        var plan = await Plan(await _service.Template());
        await Publish(Period(order, client, plan, 0, Today.AddDays(-2), Today.AddDays(20)) with { Sequence = 1 });
        await Publish(Restricted(order, client, 3));
        var before = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(_service.Clock.GetUtcNow().AddDays(-1));
        (await _service.Passes().CheckInAsync(new() { CustomerId = client.Id, VisitTime = before })).Pass.RemainingClasses.ShouldBe(7);

        var (other, late) = await Client();
        await Publish(Restored(late, other, 4));
        await Publish(Restricted(late, other, 3));
        await Publish(Period(late, other, plan, 0, Today, Today.AddDays(20)) with { Sequence = 1 });
        (await _service.CheckIn(other)).Pass.RemainingClasses.ShouldBe(7);

        await Publish(Restricted(late, other, 5));
        await Publish(Period(late, other, plan, 1, Today, Today.AddDays(30)) with { Sequence = 2 });
        (await Refused.By(_service.Passes().CheckInAsync(new() { CustomerId = other.Id }))).Reason.ShouldBe("PASS_RESTRICTED", "the new pass, too");
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(0, 5)]
    [InlineData(3, 5)]
    public async Task A_freeze_that_a_close_has_ended_goes_on_when_the_close_is_undone(int from, int? until)
    {
        var (client, order) = await Client();
        var plan = await Plan(await _service.Template(mayFreeze: true, freezeDays: 30));
        var start = Today;
        await Publish(Period(order, client, plan, 0, start, start.AddDays(20)) with { Sequence = 1 });
        var pass = (await Of(order)).Single();
        await _service.Passes().FreezePassAsync(new()
        {
            Id = pass.Id, StartDate = Date.From(start.AddDays(from)), EndDate = until is { } last ? Date.From(start.AddDays(last)) : null, Reason = "Broken leg",
        });
        var frozen = (await Of(order)).Single();
        await _service.Go(_service.Clock.GetUtcNow().AddDays(2));
        await Publish(SomeEvents.Closed(order, Event(client), end: $"{Today:yyyy-MM-dd}") with { Sequence = 2 });
        var closed = (await Of(order)).Single();
        (closed.State, closed.Freeze, closed.EndDate.Day()).ShouldBe((PassState.Expired, null, Today));

        await Publish(SomeEvents.CloseUndone(order, Event(client)) with { Reversed = true, Sequence = 3 });
        var back = (await Of(order)).Single();
        (back.State, back.EndDate, back.RemainingClasses, back.CustomerFreezeDays).ShouldBe((frozen.State, frozen.EndDate, 8, frozen.CustomerFreezeDays));
        (back.Freeze.StartDate, back.Freeze.EndDate, back.Freeze.Reason).ShouldBe((frozen.Freeze.StartDate, frozen.Freeze.EndDate, "Broken leg"));
        var ledger = await _service.Ledger(back);
        ledger.Select(e => e.Kind).ShouldBe([PassEntryKind.Grant, PassEntryKind.Freeze, PassEntryKind.Unfreeze, PassEntryKind.Expire, PassEntryKind.Extend, PassEntryKind.Freeze]);
        (ledger[^1].NewEndDate, ledger[^1].FreezeStartDate, ledger[^1].FreezeEndDate, ledger[^1].Actor.Kind).ShouldBe((frozen.EndDate, frozen.Freeze.StartDate, frozen.Freeze.EndDate, ActorKind.System));
        (await Raised<PassFrozen>(back)).Count.ShouldBe(2);

        await _service.Passes().UnfreezePassAsync(new() { Id = back.Id });
        (await Of(order)).Single().EndDate.Day().ShouldBe(start.AddDays(20 + Math.Max(0, 2 - from)), "it has lasted as if there had been no close");
    }

    [Fact]
    public async Task Passes_are_listed_by_the_subscription_that_has_brought_them()
    {
        var (client, order) = await Client();
        await _service.Sell(client, await _service.Template());
        await Publish(Period(order, client, await Plan(await _service.Template()), 0, Today, Today.AddDays(20)));
        var pass = (await Of(order)).Single();
        (await _service.Passes().ListPassesAsync(new() { SubscriptionId = $"{order.Id}" })).Passes.ShouldHaveSingleItem().Id.ShouldBe(pass.Id);
        var portal = _service.PortalPasses(client);
        (await portal.ListPassesAsync(new() { SubscriptionId = $"{order.Id}" })).Passes.ShouldHaveSingleItem().Grant.SubscriptionNumber.ShouldBe(order.Number);
        (await portal.ListPassesAsync(new())).Passes.Count.ShouldBe(2);
        (await Refused.By(_service.Passes().ListPassesAsync(new() { SubscriptionId = "x" }))).Violations.ShouldBe(["subscription_id:NOT_AN_ID"]);
        (await Refused.By(portal.ListPassesAsync(new() { SubscriptionId = "x" }))).Violations.ShouldBe(["subscription_id:NOT_AN_ID"]);
    }

    [Fact]
    public async Task A_close_ends_the_pass_and_its_undo_brings_it_back()
    {
        var (client, order) = await Client();
        var plan = await Plan(await _service.Template(grace: 7));
        await Publish(Period(order, client, plan, 0, Today, Today.AddDays(20)) with { Sequence = 3 });
        await _service.CheckIn(client);
        await Publish(SomeEvents.Closed(order, Event(client), end: $"{Today:yyyy-MM-dd}") with { Sequence = 4 });
        (await Of(order)).Single().ShouldSatisfyAllConditions(
            p => (p.State, p.EndDate.Day(), p.GraceEndDate.Day(), p.LapsedClasses).ShouldBe((PassState.Expired, Today.AddDays(1), Today.AddDays(1), 7), "its first day is its last one, too"));
        Of(await Ask(client)).ShouldBe((AccessLevel.Ended, "PASS_EXPIRED"));
        (await Refused.By(_service.Passes().CheckInAsync(new() { CustomerId = client.Id }))).Reason.ShouldBe("PASS_EXPIRED");

        await Publish(SomeEvents.CloseUndone(order, Event(client)) with { Reversed = true, Sequence = 5 });
        (await Of(order)).Single().ShouldSatisfyAllConditions(
            p => (p.State, p.EndDate.Day(), p.RemainingClasses, p.LapsedClasses).ShouldBe((PassState.Active, Today.AddDays(20), 7, 0)));
        (await _service.Ledger((await Of(order)).Single())).Sum(e => e.Classes).ShouldBe(7);
    }

    [Fact]
    public async Task A_close_that_is_told_of_before_its_period_ends_the_pass_as_well_and_a_new_beginning_does_not_bring_it_back()
    {
        var (client, order) = await Client();
        var plan = await Plan(await _service.Template());
        await Publish(SomeEvents.Closed(order, Event(client), end: $"{Today:yyyy-MM-dd}") with { Sequence = 4 });
        await Publish(Period(order, client, plan, 0, Today, Today.AddDays(20)) with { Sequence = 3 });
        (await Of(order)).Single().State.ShouldBe(PassState.Expired);

        await Publish(SomeEvents.Reactivated(order, Event(client)) with { Sequence = 5 });
        await Publish(Period(order, client, plan, 1, Today, Today.AddDays(30)) with { Sequence = 6 });
        (await Of(order)).Select(p => p.State).ShouldBe([PassState.Expired, PassState.Active]);
    }

    [Fact]
    public async Task A_pause_stops_the_pass_and_moves_its_end()
    {
        var (client, order) = await Client();
        var plan = await Plan(await _service.Template());
        await Publish(Period(order, client, plan, 0, Today, Today.AddDays(20)) with { Sequence = 1 });
        await Publish(SomeEvents.Paused(order, Event(client), $"{Today:yyyy-MM-dd}") with { Sequence = 2 });
        var pass = (await Of(order)).Single();
        pass.State.ShouldBe(PassState.Frozen);
        (await Refused.By(_service.Passes().CheckInAsync(new() { CustomerId = client.Id }))).Reason.ShouldBe("PASS_FROZEN");

        await Publish(SomeEvents.Resumed(order, Event(client), $"{Today.AddDays(9):yyyy-MM-dd}") with { Sequence = 3 });
        pass = (await Of(order)).Single();
        (pass.State, pass.EndDate.Day()).ShouldBe((PassState.Active, Today.AddDays(29)));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(3, 5)]
    public async Task A_freeze_gives_way_to_a_pause_which_no_one_ends_for_the_pass_alone(int from, int? until)
    {
        var (client, order) = await Client();
        var plan = await Plan(await _service.Template());
        await Publish(Period(order, client, plan, 0, Today, Today.AddDays(20)) with { Sequence = 1 });
        var pass = (await Of(order)).Single();
        await _service.Passes().FreezePassAsync(new() { Id = pass.Id, StartDate = Date.From(Today.AddDays(from)), EndDate = until is { } last ? Date.From(Today.AddDays(last)) : null });

        await Publish(SomeEvents.Paused(order, Event(client), $"{Today:yyyy-MM-dd}") with { Sequence = 2 });
        (await Of(order)).Single().State.ShouldBe(PassState.Frozen);
        (await Refused.By(_service.Passes().UnfreezePassAsync(new() { Id = pass.Id }))).Reason.ShouldBe("FROZEN_BY_PAUSE");

        await Publish(SomeEvents.Resumed(order, Event(client), $"{Today.AddDays(9):yyyy-MM-dd}") with { Sequence = 3 });
        pass = (await Of(order)).Single();
        (pass.State, pass.EndDate.Day()).ShouldBe((PassState.Active, Today.AddDays(29)));
    }

    [Fact]
    public async Task What_a_plan_grants_may_become_known_after_its_first_period()
    {
        var (client, order) = await Client();
        var (template, plan) = (await _service.Template(), Guid.CreateVersion7());
        await Publish(Period(order, client, plan, 0, Today, Today.AddDays(20)));
        (await Of(order)).ShouldBeEmpty();
        await Plan(template, id: plan);
        (await Of(order)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_change_to_another_length_ends_the_old_pass_and_brings_a_new_one_and_any_other_change_brings_none()
    {
        var (client, order) = await Client();
        var (month, year) = (await Plan(await _service.Template(classes: 8)), await Plan(await _service.Template(classes: 90)));
        await Publish(Period(order, client, month, 0, Today, Today.AddDays(30)) with { Sequence = 1 });
        await Publish(Change(order, client, month, 0, "month", Today, Today.AddDays(30)) with { Sequence = 2 });
        (await Of(order)).ShouldHaveSingleItem();
        await Publish(Change(order, client, year, 1, "year", Today, Today.AddDays(365)) with { Sequence = 3 });
        (await Of(order)).Select(p => (p.State, p.TotalClasses, p.EndDate.Day())).ShouldBe([(PassState.Expired, 8, Today.AddDays(1)), (PassState.Active, 90, Today.AddDays(365))]);
    }

    private static SubscriptionChanged Change(Subject order, Customer client, Guid plan, int index, string unit, DateOnly start, DateOnly end)
    {
        var (old, to) = (Terms("month"), Terms(unit));
        return new(Guid.CreateVersion7(), order.Id, SomeEvents.Staff, SomeEvents.Morning, order, Event(client), old, to, new ChangeProration(
            Guid.CreateVersion7(), start, start, end, end.DayNumber - start.DayNumber, "EUR", [SomeEvents.Line(40)], null)) { PlanId = plan, PeriodIndex = index };

        static EventPlanTerms Terms(string unit) =>
            new(new Dictionary<string, string> { ["en"] = "Pro" }, 1, new EventMoney("EUR", 40), new EventInterval(unit, 1, "gregorian"), null);
    }

    private static PeriodStarted Period(Subject order, Customer client, Guid plan, int index, DateOnly start, DateOnly end) =>
        SomeEvents.PeriodStarted(order, Event(client), $"{start:yyyy-MM-dd}", $"{end:yyyy-MM-dd}") with { PlanId = plan, PeriodIndex = index };

    private static AccessRestored Restored(Subject order, Customer client, int sequence) =>
        new(Guid.CreateVersion7(), order.Id, SomeEvents.Staff, SomeEvents.Morning, order, Event(client), Guid.CreateVersion7()) { Sequence = sequence };

    private SubscriptionRestricted Restricted(Subject order, Customer client, int sequence) =>
        new(Guid.CreateVersion7(), order.Id, SomeEvents.Staff, _service.Clock.GetUtcNow(), order, Event(client), Guid.CreateVersion7(), _service.Clock.GetUtcNow()) { Sequence = sequence };

    private async Task<Contracts.Subscriptions.V1.Access> Ask(Customer client) =>
        await _service.Access.GetAccessAsync(new() { CustomerId = client.Id, ClassTypeId = $"{(await _service.ClassType()).Id}" });

    private static (AccessLevel, string) Of(Contracts.Subscriptions.V1.Access access) => (access.Level, access.Reason);

    private static EventCustomer Event(Customer client) => new(Guid.Parse(client.Id), client.Name, client.Email, "en", client.TimeZone);

    private async Task<(Customer Client, Subject Order)> Client() => (await _service.Customer(), SomeEvents.Order());

    private async Task<Guid> Plan(string template, bool endsWithPeriod = true, Guid? id = null)
    {
        var e = SomeEvents.PlanChanged() with { AggregateId = id ?? Guid.CreateVersion7(), PassGrant = new EventPassGrant(Guid.Parse(template), endsWithPeriod) };
        await Publish(e);
        return e.AggregateId;
    }

    /// <summary>Handled by what gives passes when this returns.</summary>
    private async Task Publish(IEvent e)
    {
        await _service.Host.Publish(e);
        string[] names = ["subscriptions-copy-granting-plan", "subscriptions-grant-pass", "subscriptions-grant-passes", "subscriptions-grant-pass-of-change", "subscriptions-update-granted-passes"];
        await Eventually.Async(
            () => _service.Host.Read<SubscriptionsDb, bool>(async db => (await db.Inbox.Where(m => m.EventId == e.EventId).ToListAsync()).Exists(m => names.Any(m.Handler.StartsWith))),
            $"passes to follow {e.GetType().Name}");
    }

    /// <summary>Those that a subscription has brought, the oldest first.</summary>
    private async Task<IReadOnlyList<Pass>> Of(Subject order)
    {
        var ids = await _service.Host.Read<SubscriptionsDb, List<Guid>>(db => db.Passes.Where(p => p.Grant!.SubscriptionId == order.Id).OrderBy(p => p.Serial).Select(p => p.Id).ToListAsync());
        return [.. await Task.WhenAll(ids.Select(async id => await _service.Passes().GetPassAsync(new() { Id = id.ToString() })))];
    }

    private async Task<IReadOnlyList<TEvent>> Raised<TEvent>(Pass pass)
        where TEvent : PassEvent => [.. (await _service.Host.Raised<SubscriptionsDb, TEvent>()).Where(e => e.AggregateId == Guid.Parse(pass.Id))];
}
