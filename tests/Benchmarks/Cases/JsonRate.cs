using System.Net.Http.Headers;
using Benchmarks.Deployments;
using Benchmarks.Limits;
using Benchmarks.Measuring;

namespace Benchmarks.Cases;

/// <summary>One subscription as JSON through the gateway, beside a proxy that only passes on.</summary>
internal static class JsonRate
{
    public static async Task Measure(Deployment deployment, LimitProcess limits, int atOnce, Report report)
    {
        var orders = deployment.Orders.All;
        var http = deployment.Client.Http;
        using var empty = new HttpClient { BaseAddress = limits.Proxy };
        empty.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", http.DefaultRequestHeaders.Authorization!.Parameter);
        await report.Compare(
            new Subject("json", deployment.Name, atOnce, "empty YARP hop", new Bar(0.6)),
            time => Load.Run(atOnce, time, _ => http.GetByteArrayAsync(Address(orders[Random.Shared.Next(orders.Count)]))),
            time => Load.Run(atOnce, time, _ => empty.GetByteArrayAsync(Address(orders[Random.Shared.Next(orders.Count)]))));
    }

    private static Uri Address(Guid order) => new($"/admin/api/v1/subscriptions/{order}", UriKind.Relative);
}
