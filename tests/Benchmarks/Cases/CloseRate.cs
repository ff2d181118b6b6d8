using Benchmarks.Deployments;
using Benchmarks.Limits;
using Benchmarks.Measuring;
using Contracts.Subscriptions.V1;

namespace Benchmarks.Cases;

/// <summary>CloseSubscription beside the writing of its rows.</summary>
internal static class CloseRate
{
    /// <summary>More than are closed in a second.</summary>
    private const int PerSecond = 3_000;

    private const int JudgedAtOnce = 32;

    public static async Task Measure(Deployment deployment, int atOnce, Report report)
    {
        await using var raw = await RawClose.Open(deployment, atOnce);
        var service = deployment.Client.Client<SubscriptionService.SubscriptionServiceClient>();
        await report.Compare(
            new Subject("close", deployment.Name, atOnce, "the same rows by ADO.NET", atOnce == JudgedAtOnce ? new Bar(0.4) : null),
            async time =>
            {
                await deployment.Orders.Stock((int)(PerSecond * time.TotalSeconds));
                return await Load.Run(atOnce, time, _ => Close(service, deployment.Orders.TakeRunning().ToString()));
            },
            time => Load.Run(atOnce, time, raw.Write),
            deployment.Settled);
    }

    private static async Task Close(SubscriptionService.SubscriptionServiceClient service, string id) =>
        await service.CloseSubscriptionAsync(Business.ClosingRequest(id, id));
}
