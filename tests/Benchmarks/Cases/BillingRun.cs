using System.Diagnostics;
using Benchmarks.Deployments;
using Benchmarks.Limits;
using Benchmarks.Measuring;

namespace Benchmarks.Cases;

/// <summary>
/// From the moment at which so many orders fall due until the last of their invoices is committed, beside the writing of the rows. Events,
/// number and next date are part of both; chatter goes on beside ours, as it does.
/// </summary>
internal static class BillingRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    public static async Task Measure(Deployment deployment, IReadOnlyList<int> sizes, Report report)
    {
        var billed = await BillingSample.Take(deployment.Database("subscriptions"), deployment.Database("billing"), deployment.Sample);
        var due = new DueOrders(deployment, billed);
        var raw = new RawInvoices(deployment, billed);
        foreach (var size in sizes)
        {
            var spent = new Spent(deployment);
            await report.CompareBySize(
                new Subject("billing", deployment.Name, size, "the same rows by ADO.NET", new Bar(0.3)),
                async () => Rate(size, await Run(due, await due.Stock(size), spent)),
                async () =>
                {
                    var orders = await due.Stock(size);
                    var began = Stopwatch.GetTimestamp();
                    await raw.Write(orders);
                    return Rate(size, Stopwatch.GetElapsedTime(began));
                },
                async () =>
                {
                    await deployment.Settled();
                    spent.Finish(size);
                });
            Console.WriteLine($"{"",-8} {"",-10} {"",7}  memory in use by the system's processes: {deployment.MemoryInUse() / 1024 / 1024} MB");
            Console.WriteLine($"{"",-8} {"",-10} {"",7}  processor time of an invoice, chatter included, in ms: {spent}");
        }
    }

    private static async Task<TimeSpan> Run(DueOrders due, IReadOnlyList<Guid> orders, Spent spent)
    {
        var target = await due.Invoiced() + orders.Count;
        await due.FallDue(orders);
        spent.Begin();
        var began = Stopwatch.GetTimestamp();
        while (await due.Invoiced() < target)
        {
            if (Stopwatch.GetElapsedTime(began) > Patience)
            {
                throw new TimeoutException($"{target - await due.Invoiced()} of {orders.Count} invoices were not made in {Patience}.");
            }

            await Task.Delay(Interval);
        }

        return Stopwatch.GetElapsedTime(began);
    }

    private static Side Rate(int size, TimeSpan time) => new(size / time.TotalSeconds, time.TotalMilliseconds, time.TotalMilliseconds, time.TotalMilliseconds);
}
