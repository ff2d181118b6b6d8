using System.Linq.Expressions;
using Contracts.Common.V1;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ServiceDefaults.Data;
using ServiceDefaults.Reconciliation;
using Subscriptions.Orders;
using Subscriptions.Reconciliation;
using Subscriptions.Tests.Support;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Tests.Reconciliation;

public sealed class ReconciliationOnSqlite() : ReconciliationTests(DatabaseProvider.Sqlite);

public sealed class ReconciliationOnPostgres() : ReconciliationTests(DatabaseProvider.Postgres);

/// <summary>Rows are broken behind the service's back, one at a time, in ways that its own loop does not mend.</summary>
public abstract class ReconciliationTests(DatabaseProvider database) : IAsyncLifetime
{
    private static readonly DateTimeOffset Later = TestClock.At("2026-09-01T00:00:00Z").GetUtcNow();

    private SubscriptionsUnderTest _service = null!;

    public async Task InitializeAsync() => _service = await SubscriptionsUnderTest.Start(database, "2026-01-31T10:00:00Z");

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task Orders_that_lived_by_the_rules_have_no_findings()
    {
        await _service.Quotation();
        await _service.Confirmed(start: new Date { Year = 2026, Month = 6, Day = 30 });
        await _service.Confirmed(await _service.Customer(timeZone: "America/St_Johns"));
        await _service.Closed();
        await Schedule(await _service.Confirmed(), Wire.CloseWhen.EndOfPeriod);
        var kept = await _service.Confirmed();
        await Schedule(kept, Wire.CloseWhen.EndOfPeriod);
        await _service.Orders.UndoCloseSubscriptionAsync(new() { Id = kept.Id });
        await _service.Confirmed(terms: new BillingTerms { TrialDays = 20 });
        await _service.Confirmed(terms: new BillingTerms { TermPeriods = 2 });
        await _service.Confirmed(terms: new BillingTerms { TermPeriods = 1, RenewsByItself = true, BillingDay = 15 });
        await _service.Orders.PauseSubscriptionAsync(new() { Id = (await _service.Confirmed(terms: new BillingTerms { TermPeriods = 6 })).Id });
        var back = await _service.Confirmed(start: new Date { Year = 2026, Month = 1, Day = 20 });
        await Schedule(back, Wire.CloseWhen.Now);
        await _service.Orders.ReactivateSubscriptionAsync(new() { Id = back.Id });
        (await Check()).ShouldBe((11, ""));

        for (var month = 0; month < 3; month++)
        {
            _service.Clock.Advance(TimeSpan.FromDays(31));
            // The service's own loop may be at work on some of them.
            await Eventually.Async(
                async () =>
                {
                    await _service.Host.RunDueWork<SubscriptionsDb>();
                    return await Check();
                },
                found => found == (11, ""));
        }
    }

    [Fact]
    public async Task A_movement_that_is_wrong_is_found_and_the_daily_run_counts_it_too()
    {
        var order = await _service.Confirmed();
        await _service.Host.Read<SubscriptionsDb, int>(db => db.MrrMovements.ExecuteUpdateAsync(set => set.SetProperty(m => m.Amount, 41m)));

        await Finds(order, "MRR_LEDGER");
        (await _service.Host.Services.GetRequiredService<DailyReconciliation<OrderReconciliation>>().Reconcile(CancellationToken.None)).ShouldBe(1);
    }

    [Fact]
    public async Task A_closed_order_that_still_brings_something_is_found()
    {
        var order = await _service.Closed();
        await _service.Host.Read<SubscriptionsDb, int>(db => db.MrrMovements.Where(m => m.Kind == MrrMovementKind.Churn).ExecuteDeleteAsync());

        await Finds(order, "MRR_LEDGER");
    }

    [Fact]
    public async Task An_order_without_a_next_period_is_found()
    {
        var order = await _service.Confirmed();
        await Break(s => s.NextInvoiceAt, null);

        await Finds(order, "NEXT_INVOICE_MISSING");
    }

    [Fact]
    public async Task A_close_after_the_next_period_does_not_excuse_that_it_is_missing()
    {
        var order = await _service.Confirmed();
        await Schedule(order, Wire.CloseWhen.Date);
        await Break(s => s.NextInvoiceAt, null);

        await Finds(order, "NEXT_INVOICE_MISSING");
    }

    [Fact]
    public async Task A_period_that_was_left_out_is_found()
    {
        var order = await _service.Confirmed();
        await Break(s => s.NextInvoiceAt, Later);

        await Finds(order, "NEXT_INVOICE_DATE");
    }

    [Fact]
    public async Task A_period_of_a_closed_order_is_found()
    {
        var order = await _service.Closed();
        await Break(s => s.NextInvoiceAt, Later);

        await Finds(order, "NEXT_INVOICE_UNEXPECTED");
    }

    [Fact]
    public async Task A_close_that_will_never_come_due_is_found()
    {
        var order = await _service.Confirmed();
        await Schedule(order, Wire.CloseWhen.EndOfPeriod);
        await Break(s => s.CloseDueAt, null);

        await Finds(order, "CLOSE_STATE");
    }

    [Fact]
    public async Task A_close_that_comes_due_without_having_been_decided_is_found()
    {
        var order = await _service.Confirmed();
        await Break(s => s.CloseDueAt, Later);

        await Finds(order, "CLOSE_STATE");
    }

    [Fact]
    public async Task A_term_that_will_never_end_is_found()
    {
        var order = await _service.Confirmed(terms: new BillingTerms { TermPeriods = 3 });
        await Break(s => s.TermDueAt, null);

        await Finds(order, "TERM_STATE");
    }

    [Fact]
    public async Task A_period_beyond_the_term_is_found()
    {
        var order = await _service.Confirmed(terms: new BillingTerms { TermPeriods = 1 });
        await Break(s => s.NextInvoiceAt, TestClock.At("2026-02-27T23:00:00Z").GetUtcNow());

        await Finds(order, "TERM_STATE");
    }

    private async Task Finds(Wire.Subscription order, string rule)
    {
        await _service.Confirmed();
        (await Check()).ShouldBe((2, $"{order.Id} {order.Number} {rule}"));
    }

    private async Task<(int Checked, string Findings)> Check()
    {
        var check = await _service.SelfCheck.GetSelfCheckAsync(new GetSelfCheckRequest());
        check.FindingCount.ShouldBe(check.Findings.Count);
        return (check.CheckedCount, string.Join(", ", check.Findings.Select(f => $"{f.ItemId} {f.ItemNumber} {f.Rule}")));
    }

    private Task Break(Expression<Func<Subscription, DateTimeOffset?>> column, DateTimeOffset? value) =>
        _service.Host.Read<SubscriptionsDb, int>(db => db.Subscriptions.ExecuteUpdateAsync(set => set.SetProperty(column, value)));

    private async Task Schedule(Wire.Subscription order, Wire.CloseWhen when) => await _service.Orders.CloseSubscriptionAsync(new()
    {
        Id = order.Id, ReasonText = "Moved", When = when, CloseDate = when == Wire.CloseWhen.Date ? new Date { Year = 2026, Month = 8, Day = 1 } : null,
    });
}
