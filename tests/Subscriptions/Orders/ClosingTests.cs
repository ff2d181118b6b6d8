using Contracts.Common.V1;
using Contracts.Events;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using Subscriptions.Orders;
using Subscriptions.Tests.Support;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Tests.Orders;

public sealed class ClosingOnSqlite() : ClosingTests(DatabaseProvider.Sqlite);

public sealed class ClosingOnPostgres() : ClosingTests(DatabaseProvider.Postgres);

/// <summary>Closing and periods on a real database (domain.md C4, C14).</summary>
public abstract class ClosingTests(DatabaseProvider database)
{
    [Fact]
    public async Task Closing_now_does_all_that_belongs_to_it_in_one_step()
    {
        await using var service = await SubscriptionsUnderTest.Start(database);
        var order = await service.Confirmed();

        var closed = await Close(service, order);

        (await service.Read(order)).ShouldBe(closed);
        closed.ShouldSatisfyAllConditions(
            s => s.Stage.ShouldBe(Wire.Stage.Churned),
            s => s.NextInvoiceDate.ShouldBeNull(),
            s => s.Closing.Reason.Values["en"].ShouldBe("Moved"),
            s => s.Closing.Actor.Name.ShouldBe("Maria Rossi"),
            s => s.Closing.EndDate.ToDateOnly().ShouldBe(new DateOnly(2026, 1, 15)),
            s => s.Closing.CloseTime.ToDateTimeOffset().ShouldBe(service.Clock.GetUtcNow()));
        (await service.Host.Raised<SubscriptionsDb, SubscriptionClosed>()).ShouldHaveSingleItem().OldStage.ShouldBe("in_progress");
        (await Movements(service)).ShouldBe([40m, -40m]);
    }

    [Fact]
    public async Task Twenty_submits_at_once_close_once_and_all_get_the_first_result()
    {
        await using var service = await SubscriptionsUnderTest.Start(database);
        var order = await service.Confirmed();

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => await Close(service, order, requestId: "submit-1")));

        results.Distinct().ShouldHaveSingleItem();
        (await service.Host.Raised<SubscriptionsDb, SubscriptionClosed>()).ShouldHaveSingleItem();
        (await Movements(service)).ShouldBe([40m, -40m]);
    }

    [Fact]
    public async Task Of_several_who_close_at_once_one_succeeds_and_the_others_are_told()
    {
        await using var service = await SubscriptionsUnderTest.Start(database);
        var order = await service.Confirmed();

        var reasons = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                await Close(service, order);
                return "";
            }
            catch (RpcException e)
            {
                return Refused.From(e).Reason;
            }
        }));

        reasons.Count(r => r.Length == 0).ShouldBe(1);
        reasons.Where(r => r.Length > 0).ShouldAllBe(r => r == "ALREADY_CLOSED" || r == "ETAG_MISMATCH");
        (await service.Host.Raised<SubscriptionsDb, SubscriptionClosed>()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_close_on_a_date_takes_effect_at_the_first_moment_of_that_day_where_the_customer_is()
    {
        await using var service = await SubscriptionsUnderTest.Start(database);
        var order = await service.Confirmed(await service.Customer(timeZone: "Asia/Ho_Chi_Minh"));
        var scheduled = await Close(service, order, Wire.CloseWhen.Date, new Date { Year = 2026, Month = 2, Day = 1 });
        scheduled.Stage.ShouldBe(Wire.Stage.InProgress);
        scheduled.Closing.CloseTime.ToDateTimeOffset().ShouldBe(new DateTimeOffset(2026, 1, 31, 17, 0, 0, TimeSpan.Zero));

        await At(service, "2026-01-31T16:59:59Z");
        (await service.Read(order)).Stage.ShouldBe(Wire.Stage.InProgress);
        await At(service, "2026-01-31T17:00:00Z");

        (await service.Read(order)).Stage.ShouldBe(Wire.Stage.Churned);
        (await service.Host.Raised<SubscriptionsDb, SubscriptionClosed>()).Single().Actor.Name.ShouldBe("Maria Rossi");
    }

    [Fact]
    public async Task A_close_at_the_end_of_the_period_comes_before_the_next_period()
    {
        await using var service = await SubscriptionsUnderTest.Start(database);
        var order = await service.Confirmed();
        var scheduled = await Close(service, order, Wire.CloseWhen.EndOfPeriod);
        scheduled.Closing.EndDate.ToDateOnly().ShouldBe(new DateOnly(2026, 2, 15));
        scheduled.NextInvoiceDate.ShouldBeNull();

        await At(service, "2026-03-20T00:00:00Z");

        (await service.Read(order)).Stage.ShouldBe(Wire.Stage.Churned);
        (await service.Host.Raised<SubscriptionsDb, PeriodStarted>()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_scheduled_close_can_be_undone_until_72_hours_after_it_took_effect()
    {
        await using var service = await SubscriptionsUnderTest.Start(database);
        var order = await service.Confirmed();
        await Close(service, order, Wire.CloseWhen.EndOfPeriod);

        var undone = await Undo(service, order);
        undone.Closing.ShouldBeNull();
        undone.NextInvoiceDate.ToDateOnly().ShouldBe(new DateOnly(2026, 2, 15));
        await Close(service, order, Wire.CloseWhen.EndOfPeriod);
        await At(service, "2026-02-18T00:00:00Z");

        (await Refused.By(service.Orders.UndoCloseSubscriptionAsync(new Wire.UndoCloseSubscriptionRequest { Id = order.Id }))).Reason.ShouldBe("UNDO_TIME_OVER");
        (await service.Host.Raised<SubscriptionsDb, SubscriptionClosed>()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task After_a_down_time_periods_catch_up_in_order_without_a_gap()
    {
        await using var service = await SubscriptionsUnderTest.Start(database, "2026-01-31T10:00:00Z");
        var order = await service.Confirmed();

        await At(service, "2026-06-01T00:00:00Z");

        var periods = (await service.Host.Raised<SubscriptionsDb, PeriodStarted>()).Where(e => e.Subject.Id == Guid.Parse(order.Id)).ToList();
        periods.Select(p => p.PeriodIndex).ShouldBe([0, 1, 2, 3, 4]);
        periods.Select(p => $"{p.PeriodStart:MM-dd}").ShouldBe(["01-31", "02-28", "03-31", "04-30", "05-31"]);
        periods.Zip(periods.Skip(1)).ShouldAllBe(pair => pair.First.PeriodEnd == pair.Second.PeriodStart);
    }

    [Fact]
    public async Task After_a_down_time_a_scheduled_close_leaves_no_period_before_it_unbilled()
    {
        await using var service = await SubscriptionsUnderTest.Start(database, "2026-01-31T10:00:00Z");
        var order = await service.Confirmed();
        await Close(service, order, Wire.CloseWhen.Date, new Date { Year = 2026, Month = 4, Day = 10 });

        await At(service, "2026-06-01T00:00:00Z");

        (await service.Host.Raised<SubscriptionsDb, PeriodStarted>()).Select(p => $"{p.PeriodStart:MM-dd}").ShouldBe(["01-31", "02-28", "03-31"]);
        var closed = (await service.Host.Raised<SubscriptionsDb, SubscriptionClosed>()).ShouldHaveSingleItem();
        closed.EndDate.ShouldBe(new DateOnly(2026, 4, 10));
        closed.PeriodStart.ShouldBe(new DateOnly(2026, 3, 31));
    }

    [Fact]
    public async Task One_off_lines_are_billed_with_the_first_period_only()
    {
        await using var service = await SubscriptionsUnderTest.Start(database);
        var (customer, plan) = (await service.Customer(), await service.Plan());
        var setUp = await service.Product(99, kind: Contracts.Plans.V1.ProductKind.OneOff);
        var order = await service.Orders.CreateSubscriptionAsync(new Wire.CreateSubscriptionRequest
        {
            Subscription = new Wire.Subscription { CustomerId = customer.Id, PlanId = plan.Id, Lines = { new Wire.SubscriptionLine { ProductId = setUp.Id, Quantity = 1 } } },
        });
        await service.Orders.ConfirmSubscriptionAsync(new Wire.ConfirmSubscriptionRequest { Id = order.Id });

        await At(service, "2026-02-16T00:00:00Z");

        order.RecurringTotal.ToDecimal().ShouldBe(40);
        (await service.Host.Raised<SubscriptionsDb, PeriodStarted>()).Select(p => p.Lines.Sum(l => l.UnitPrice)).ShouldBe([139, 40]);
        (await Movements(service)).ShouldBe([40m]);
    }

    [Fact]
    public async Task Of_two_who_take_one_mail_address_at_once_one_gets_it_and_the_others_can_understand_why_not()
    {
        await using var service = await SubscriptionsUnderTest.Start(database);
        var customer = service.SomeCustomer();

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                await service.Customers.CreateCustomerAsync(new Wire.CreateCustomerRequest { Customer = customer });
                return "";
            }
            catch (RpcException e)
            {
                return Refused.From(e).Reason;
            }
        }));

        results.Count(r => r.Length == 0).ShouldBe(1);
        results.Where(r => r.Length > 0).ShouldAllBe(r => r == "ALREADY_EXISTS" || r == "CONFLICT");
    }

    [Fact]
    public async Task Orders_are_found_by_number_customer_plan_and_stage()
    {
        await using var service = await SubscriptionsUnderTest.Start(database);
        var quotation = await service.Quotation();
        service.Clock.Advance(TimeSpan.FromSeconds(1));
        var confirmed = await service.Confirmed();

        (await Found(new Wire.ListSubscriptionsRequest())).ShouldBe([confirmed.Number, quotation.Number]);
        (await Found(new Wire.ListSubscriptionsRequest { Query = quotation.Number.ToLowerInvariant() })).ShouldBe([quotation.Number]);
        (await Found(new Wire.ListSubscriptionsRequest { Query = quotation.CustomerName.ToUpperInvariant() })).ShouldBe([quotation.Number]);
        (await Found(new Wire.ListSubscriptionsRequest { Query = "pro" })).Count.ShouldBe(2);
        (await Found(new Wire.ListSubscriptionsRequest { Query = "%" })).ShouldBeEmpty();
        (await Found(new Wire.ListSubscriptionsRequest { Stages = { Wire.Stage.InProgress, Wire.Stage.Churned } })).ShouldBe([confirmed.Number]);
        (await Found(new Wire.ListSubscriptionsRequest { CustomerId = quotation.CustomerId })).ShouldBe([quotation.Number]);

        async Task<List<string>> Found(Wire.ListSubscriptionsRequest request) => [.. (await service.Orders.ListSubscriptionsAsync(request)).Subscriptions.Select(s => s.Number)];
    }

    private static async Task<Wire.Subscription> Close(
        SubscriptionsUnderTest service, Wire.Subscription order, Wire.CloseWhen when = Wire.CloseWhen.Now, Date? date = null, string requestId = "") =>
        await service.Orders.CloseSubscriptionAsync(
            new Wire.CloseSubscriptionRequest { Id = order.Id, ReasonText = "Moved", When = when, CloseDate = date, RequestId = requestId });

    private static async Task<Wire.Subscription> Undo(SubscriptionsUnderTest service, Wire.Subscription order) =>
        await service.Orders.UndoCloseSubscriptionAsync(new Wire.UndoCloseSubscriptionRequest { Id = order.Id });

    private static Task<List<decimal>> Movements(SubscriptionsUnderTest service) =>
        service.Host.Read<SubscriptionsDb, List<decimal>>(db => db.MrrMovements.OrderBy(m => m.Kind == MrrMovementKind.New ? 0 : 1).Select(m => m.Amount).ToListAsync());

    /// <summary>Lets that moment come, without the moments in between.</summary>
    private static async Task At(SubscriptionsUnderTest service, string instant)
    {
        service.Clock.SetUtcNow(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture));
        await Eventually.Async(
            async () =>
            {
                await service.Host.PassBackOff<SubscriptionsDb>();
                await service.Host.RunDueWork<SubscriptionsDb>();
                return await service.Host.Read<SubscriptionsDb, bool>(async db =>
                {
                    // The service's own loop may hold an item at this very moment.
                    var now = service.Clock.GetUtcNow();
                    return !await db.Subscriptions.AnyAsync(s => s.NextInvoiceAt <= now || s.CloseDueAt <= now);
                });
            },
            "due work to be done");
    }
}
