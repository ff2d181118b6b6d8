using Benchmarks.Deployments;
using Benchmarks.Limits;
using Benchmarks.Measuring;
using Contracts.Subscriptions.V1;
using Grpc.Health.V1;

namespace Benchmarks.Cases;

/// <summary>GetSubscription beside an empty unary call.</summary>
internal static class GetRate
{
    public static async Task Measure(Deployment deployment, LimitProcess limits, int atOnce, Report report)
    {
        using var calls = new Calls(limits.Grpc, deployment.Client);
        var nothing = calls.Client<Health.HealthClient>();
        var service = deployment.Client.Client<SubscriptionService.SubscriptionServiceClient>();
        var orders = deployment.Orders.All;
        await report.Compare(
            new Subject("get", deployment.Name, atOnce, "empty unary gRPC call", new Bar(0.5)),
            time => Load.Run(atOnce, time, async _ =>
                await service.GetSubscriptionAsync(new GetSubscriptionRequest { Id = orders[Random.Shared.Next(orders.Count)].ToString() })),
            time => Load.Run(atOnce, time, async _ => await nothing.CheckAsync(new HealthCheckRequest())));
    }
}
