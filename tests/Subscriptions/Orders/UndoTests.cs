using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Subscriptions.Orders;
using Subscriptions.Tests.Support;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Tests.Orders;

/// <summary>A close that took effect, taken back by a call (domain.md "Undo"); what it does to an order over time is the business of <see cref="UndoProperties"/>.</summary>
public sealed class UndoTests(SubscriptionsUnderTest service) : IClassFixture<SubscriptionsUnderTest>
{
    private static readonly TimeSpan Time = TimeSpan.FromHours(72);

    [Fact]
    public async Task Until_the_last_moment_the_order_is_as_it_was_and_is_neither_churn_nor_reactivation()
    {
        var before = await service.Confirmed();
        var today = Today();
        var closed = await Close(before);
        closed.Closing.UndoUntil.ToDateTimeOffset().ShouldBe(service.Clock.GetUtcNow() + Time);
        service.Clock.Advance(Time - TimeSpan.FromSeconds(1));

        var undone = await service.Orders.UndoCloseSubscriptionAsync(new() { Id = before.Id });

        undone.Closing.ShouldBeNull();
        (undone.Stage, undone.StartDate, undone.CurrentPeriodStart, undone.CurrentPeriodEnd, undone.NextInvoiceDate, undone.RecurringTotal).ShouldBe(
            (Wire.Stage.InProgress, before.StartDate, before.CurrentPeriodStart, before.CurrentPeriodEnd, before.NextInvoiceDate, before.RecurringTotal));
        (await service.Read(before)).ShouldBe(undone);
        var reported = (await Raised<SubscriptionCloseUndone>(before)).ShouldHaveSingleItem();
        (reported.Stage, reported.Reversed, reported.Actor.Kind).ShouldBe(("in_progress", true, "staff"));
        reported.EndDate.ShouldBe(today);
        (await Raised<SubscriptionReactivated>(before)).ShouldBeEmpty();
        var id = Guid.Parse(before.Id);
        var movements = await service.Host.Read<SubscriptionsDb, List<MrrMovement>>(db => db.MrrMovements.AsNoTracking().Where(m => m.SubscriptionId == id).ToListAsync());
        movements.Select(m => (m.Kind, m.Amount)).ShouldBe([(MrrMovementKind.New, 40m), (MrrMovementKind.Churn, -40m), (MrrMovementKind.ChurnReversed, 40m)], ignoreOrder: true);
    }

    [Fact]
    public async Task At_72_hours_it_is_too_late_and_nothing_changes()
    {
        var order = await Close(await service.Confirmed());
        service.Clock.Advance(Time);

        (await Refused.By(service.Orders.UndoCloseSubscriptionAsync(new() { Id = order.Id }))).Reason.ShouldBe("UNDO_TIME_OVER");

        (await service.Read(order)).Stage.ShouldBe(Wire.Stage.Churned);
        (await Raised<SubscriptionCloseUndone>(order)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_the_close_gives_back_is_final_when_its_undo_is_over_and_never_once_it_was_taken_back()
    {
        var (undone, final) = (await service.Confirmed(), await service.Confirmed());
        foreach (var order in (Wire.Subscription[])[undone, final])
        {
            await service.Orders.CloseSubscriptionAsync(new() { Id = order.Id, ReasonText = "Moved", Credit = Wire.ClosingCredit.Full });
        }

        await service.Orders.UndoCloseSubscriptionAsync(new() { Id = undone.Id });
        service.Clock.Advance(Time - TimeSpan.FromSeconds(1));
        await service.Host.RunDueWork<SubscriptionsDb>();
        (await Raised<SubscriptionCloseFinalised>(final)).ShouldBeEmpty();
        service.Clock.Advance(TimeSpan.FromSeconds(1));
        await Eventually.Async(
            async () =>
            {
                await service.Host.RunDueWork<SubscriptionsDb>();
                return (await Raised<SubscriptionCloseFinalised>(final)).Count > 0;
            },
            "the close to be final");

        (await Raised<SubscriptionCloseFinalised>(final)).ShouldHaveSingleItem();
        (await Raised<SubscriptionCloseFinalised>(undone)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_credit_that_is_issued_at_once_ends_the_undo()
    {
        var order = await service.Confirmed();

        var closed = await service.Orders.CloseSubscriptionAsync(new() { Id = order.Id, ReasonText = "Moved", Credit = Wire.ClosingCredit.Full, IssueCreditAtOnce = true });

        closed.Closing.UndoUntil.ShouldBeNull();
        (await Raised<SubscriptionClosed>(order)).ShouldHaveSingleItem().UndoUntil.ShouldBeNull();
        (await Refused.By(service.Orders.UndoCloseSubscriptionAsync(new() { Id = order.Id }))).Reason.ShouldBe("CREDIT_GIVEN");
    }

    private async Task<Wire.Subscription> Close(Wire.Subscription order) => await service.Orders.CloseSubscriptionAsync(new() { Id = order.Id, ReasonText = "Moved" });

    /// <summary>Today, where the customer is.</summary>
    private DateOnly Today() => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(service.Clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Rome")).DateTime);

    /// <summary>Of this order, oldest first.</summary>
    private async Task<List<TEvent>> Raised<TEvent>(Wire.Subscription order)
        where TEvent : SubscriptionEvent => [.. (await service.Host.Raised<SubscriptionsDb, TEvent>()).Where(e => e.Subject.Id == Guid.Parse(order.Id))];
}
