using Benchmarks.Deployments;
using Benchmarks.Limits;
using Benchmarks.Measuring;
using Contracts.Subscriptions.V1;
using Grpc.Health.V1;

namespace Benchmarks.Cases;

/// <summary>GetAccess of a customer with ten orders beside an empty unary call.</summary>
internal static class AccessRate
{
    public static async Task Measure(Deployment deployment, LimitProcess limits, int atOnce, Report report)
    {
        using var calls = new Calls(limits.Grpc, deployment.Client);
        var nothing = calls.Client<Health.HealthClient>();
        var service = deployment.Client.Client<AccessService.AccessServiceClient>();
        var customers = deployment.Orders.Customers;
        await report.Compare(
            new Subject("access", deployment.Name, atOnce, "empty unary gRPC call", new Bar(0.4)),
            time => Load.Run(atOnce, time, async _ =>
                await service.GetAccessAsync(new GetAccessRequest { CustomerId = customers[Random.Shared.Next(customers.Count)].ToString() })),
            time => Load.Run(atOnce, time, async _ => await nothing.CheckAsync(new HealthCheckRequest())));
    }
}
