using Contracts.Common.V1;
using BillingWire = Contracts.Billing.V1;
using Kind = Contracts.Notifications.V1.ChatterKind;
using Wire = Contracts.Subscriptions.V1;

namespace Scenarios.Tests;

/// <summary>A pause keeps the paid days, bills nothing, and moves what follows it (domain.md "Pausing").</summary>
public sealed class PausingTests
{
    [Fact]
    public async Task Paid_days_are_used_after_the_pause_and_the_day_after_them_is_the_new_anchor()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var order = await world.Subscribe();
        await world.WakeUpAt("2026-02-10T10:00:00Z");

        var paused = await Pause(world, order);
        paused.Stage.ShouldBe(Wire.Stage.Paused);
        paused.NextInvoiceDate.ShouldBeNull();
        paused.Pause.PauseDate.ToDateOnly().ShouldBe(new DateOnly(2026, 2, 10));
        // Of 31 January to 28 February, ten days are used.
        paused.Pause.DaysLeft.ShouldBe(18);
        await world.WakeUpAt("2026-04-11T10:00:00Z");
        (await world.InvoicesOf(order)).Count.ShouldBe(1);

        // 11 April; eighteen days on it is 29 April.
        var resumed = await world.Orders.ResumeSubscriptionAsync(new Wire.ResumeSubscriptionRequest { Id = order.Id });
        resumed.Stage.ShouldBe(Wire.Stage.InProgress);
        resumed.NextInvoiceDate.ToDateOnly().ShouldBe(new DateOnly(2026, 4, 29));
        (resumed.CurrentPeriodStart.ToDateOnly(), resumed.CurrentPeriodEnd.ToDateOnly()).ShouldBe((new DateOnly(2026, 1, 31), new DateOnly(2026, 4, 29)));

        await world.WakeUpAt("2026-06-30T10:00:00Z");
        (await Periods(world, order)).ShouldBe(["2026-01-31", "2026-04-29", "2026-05-29", "2026-06-29"]);
        (await world.ChatterOf(order)).Select(e => (e.Kind, e.OldStage, e.NewStage)).ShouldContain((Kind.Paused, "in_progress", "paused"));
        (await world.ChatterOf(order)).Select(e => (e.Kind, e.OldStage, e.NewStage)).ShouldContain((Kind.Resumed, "paused", "in_progress"));
    }

    [Fact]
    public async Task Resumed_on_the_same_day_nothing_has_moved()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var order = await world.Subscribe();
        await Pause(world, order);

        await world.Orders.ResumeSubscriptionAsync(new Wire.ResumeSubscriptionRequest { Id = order.Id });
        await world.WakeUpAt("2026-04-01T10:00:00Z");

        // Still counted from the 31st (domain.md C3).
        (await Periods(world, order)).ShouldBe(["2026-01-31", "2026-02-28", "2026-03-31"]);
    }

    [Fact]
    public async Task It_resumes_by_itself_on_its_day_where_the_customer_is_even_when_nobody_was_awake()
    {
        await using var world = await World.At("2026-01-15T10:00:00Z");
        var order = await world.Subscribe(timeZone: "Asia/Tehran");
        await world.PassDays(5);
        await Pause(world, order, Date.From(new DateOnly(2026, 2, 1)));

        await world.WakeUpAt("2026-01-31T20:29:00Z");
        (await world.Read(order)).Stage.ShouldBe(Wire.Stage.Paused);
        // Midnight in Tehran was at 20:30 UTC; 26 days are left of 15 January to 15 February.
        await world.WakeUpAt("2026-03-01T00:00:00Z");

        var resumed = await world.Read(order);
        resumed.Stage.ShouldBe(Wire.Stage.InProgress);
        (await Periods(world, order)).ShouldBe(["2026-01-15", "2026-02-27"]);
        resumed.NextInvoiceDate.ToDateOnly().ShouldBe(new DateOnly(2026, 3, 27));
    }

    [Fact]
    public async Task A_close_of_a_paused_order_gives_back_the_days_that_were_kept()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var order = await world.Subscribe();
        await world.WakeUpAt("2026-02-10T10:00:00Z");
        await Pause(world, order);
        await world.WakeUpAt("2026-05-21T10:00:00Z");

        await world.Orders.CloseSubscriptionAsync(new Wire.CloseSubscriptionRequest { Id = order.Id, ReasonText = "Moved", Credit = Wire.ClosingCredit.Prorated, IssueCreditAtOnce = true });

        var note = (await CreditNotes(world, order)).ShouldHaveSingleItem();
        note.Total.ToDecimal().ShouldBe(25.71m);
        note.Lines.Single().Arithmetic.ShouldBe("18 of 28 days x 40.00");
    }

    [Fact]
    public async Task After_a_pause_a_close_gives_back_what_is_left_then()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var order = await world.Subscribe();
        await world.WakeUpAt("2026-02-10T10:00:00Z");
        await Pause(world, order);
        await world.WakeUpAt("2026-05-21T10:00:00Z");
        await world.Orders.ResumeSubscriptionAsync(new Wire.ResumeSubscriptionRequest { Id = order.Id });
        await world.PassDays(4);

        await world.Orders.CloseSubscriptionAsync(new Wire.CloseSubscriptionRequest { Id = order.Id, ReasonText = "Moved", Credit = Wire.ClosingCredit.Prorated, IssueCreditAtOnce = true });

        (await CreditNotes(world, order)).ShouldHaveSingleItem().Lines.Single().Arithmetic.ShouldBe("14 of 28 days x 40.00");
    }

    [Theory]
    [InlineData("2026-01-20", "NOT_IN_FUTURE")]
    [InlineData("2026-01-19", "NOT_IN_FUTURE")]
    [InlineData("2028-01-21", "TOO_FAR")]
    public async Task A_resume_date_that_cannot_be_is_refused_and_nothing_changes(string day, string rule)
    {
        await using var world = await World.At("2026-01-15T10:00:00Z");
        var order = await world.Subscribe();
        await world.PassDays(5);
        var before = await world.Read(order);

        var refused = await Refused.By(PauseCall(world, order, Date.From(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))));

        refused.Status.ShouldBe(Grpc.Core.StatusCode.InvalidArgument);
        refused.Violations.ShouldBe([$"resume_date:{rule}"]);
        (await world.Read(order)).ShouldBe(before);
    }

    [Fact]
    public async Task Customers_pause_where_the_plan_allows_it_and_do_not_resume_what_staff_paused()
    {
        await using var world = await World.At("2026-01-15T10:00:00Z");
        var plan = await world.Plan();
        var order = await world.Subscribe(plan: plan);
        (await Refused.By(world.Portal(order).PauseSubscriptionAsync(new() { Id = order.Id }))).Reason.ShouldBe("PLAN_NOT_PAUSABLE");
        await world.SetPausable(plan.Id, true);

        (await world.Portal(order).PauseSubscriptionAsync(new() { Id = order.Id })).PauseDate.ToDateOnly().ShouldBe(new DateOnly(2026, 1, 15));
        (await world.Portal(order).ResumeSubscriptionAsync(new() { Id = order.Id })).Stage.ShouldBe(Wire.Stage.InProgress);
        await Pause(world, order);
        (await Refused.By(world.Portal(order).ResumeSubscriptionAsync(new() { Id = order.Id }))).Reason.ShouldBe("PAUSED_BY_STAFF");
        var other = await world.Subscribe("bob", plan);
        (await Refused.By(world.Portal(other).PauseSubscriptionAsync(new() { Id = order.Id }))).Status.ShouldBe(Grpc.Core.StatusCode.NotFound);
    }

    private static Grpc.Core.AsyncUnaryCall<Wire.Subscription> PauseCall(World world, Wire.Subscription order, Date? resume = null) =>
        world.Orders.PauseSubscriptionAsync(new Wire.PauseSubscriptionRequest { Id = order.Id, ResumeDate = resume });

    private static async Task<Wire.Subscription> Pause(World world, Wire.Subscription order, Date? resume = null) => await PauseCall(world, order, resume);

    private static async Task<IReadOnlyList<BillingWire.CreditNote>> CreditNotes(World world, Wire.Subscription order)
    {
        await world.Settle();
        return (await world.Invoices.ListCreditNotesAsync(new BillingWire.ListCreditNotesRequest { SubscriptionId = order.Id })).CreditNotes;
    }

    private static async Task<IEnumerable<string>> Periods(World world, Wire.Subscription order) =>
        (await world.InvoicesOf(order)).Select(i => $"{i.PeriodStart.ToDateOnly():yyyy-MM-dd}").Order();
}
