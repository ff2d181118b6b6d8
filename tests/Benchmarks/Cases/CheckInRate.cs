using Benchmarks.Deployments;
using Benchmarks.Limits;
using Benchmarks.Measuring;
using Contracts.Subscriptions.V1;

namespace Benchmarks.Cases;

/// <summary>CheckIn of a thousand clients, each with a pass, beside the writing of its rows, and what it takes of the processors.</summary>
internal static class CheckInRate
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(3);

    /// <param name="client">Reaches every service.</param>
    public static async Task Measure(Deployment deployment, StandaloneClient client, int atOnce, Report report)
    {
        var sample = await PassSample.Take(client, deployment.Database("subscriptions"));
        var customers = deployment.Orders.Customers;
        await Passes.Fill(deployment.Database("subscriptions"), sample, customers);
        var twins = await Passes.Fill(deployment.Twin, sample, deployment.TwinOrders.Customers);
        await using var raw = await RawCheckIn.Open(deployment, sample, [.. twins.Zip(deployment.TwinOrders.Customers)], atOnce);
        var service = deployment.Client.Client<PassService.PassServiceClient>();
        await report.Compare(
            new Subject("checkin", deployment.Name, atOnce, "the same rows by ADO.NET", new Bar(0.4)),
            time => Load.Run(atOnce, time, _ => CheckIn(service, customers)),
            time => Load.Run(atOnce, time, raw.Write),
            deployment.Settled);

        var spent = new Spent(deployment);
        spent.Begin();
        var side = await Load.Run(atOnce, Time, _ => CheckIn(service, customers));
        await deployment.Settled();
        spent.Finish((int)(side.Rate * Time.TotalSeconds));
        Console.WriteLine($"{"",-8} {"",-10} {"",7}  processor time of a check-in, what follows its event included, in ms: {spent}");
    }

    private static async Task CheckIn(PassService.PassServiceClient service, IReadOnlyList<Guid> customers) => await service.CheckInAsync(
        PassSample.CheckIn(customers[Random.Shared.Next(customers.Count)].ToString(), Guid.CreateVersion7().ToString()));
}
