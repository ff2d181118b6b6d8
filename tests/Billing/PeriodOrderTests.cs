using ServiceDefaults.Data;
using static Testing.SomeEvents;

namespace Billing.Tests;

/// <summary>Missed periods come all at once, in whatever order they are handled.</summary>
public sealed class PeriodOrderTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Their_invoices_are_numbered_in_their_order(DatabaseProvider database)
    {
        await using var billing = await BillingUnderTest.Start(database: database);
        var order = Order();
        var customer = Customer();
        var periods = Enumerable.Range(0, 4).Select(n => PeriodStarted(
            order, customer, $"2026-0{n + 1}-15", $"2026-0{n + 2}-15") with { PeriodIndex = n, Sequence = n + 1 }).ToList();

        // The last first.
        foreach (var e in Enumerable.Reverse(periods))
        {
            await billing.Service.Publish(e);
        }

        await billing.Applied(periods[^1]);
        (await billing.InvoicesOf(order.Id)).OrderBy(i => i.PeriodStart.ToDateOnly()).Select(i => i.Number)
            .ShouldBe(["INV/2026/00001", "INV/2026/00002", "INV/2026/00003", "INV/2026/00004"]);
    }
}
