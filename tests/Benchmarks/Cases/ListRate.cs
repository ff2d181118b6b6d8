using Benchmarks.Deployments;
using Benchmarks.Limits;
using Benchmarks.Measuring;
using Contracts.Subscriptions.V1;

namespace Benchmarks.Cases;

/// <summary>80 of 10,000 orders by stage, from a place in the middle of the list, beside the query alone.</summary>
internal static class ListRate
{
    private const int PageSize = 80;

    public static async Task Measure(Deployment deployment, int atOnce, Report report)
    {
        await using var raw = await RawList.Open(deployment.Database("subscriptions"), atOnce, PageSize);
        var service = deployment.Client.Client<SubscriptionService.SubscriptionServiceClient>();
        var first = await service.ListSubscriptionsAsync(Request(""));
        await report.Compare(
            new Subject("list", deployment.Name, atOnce, "keyset query by ADO.NET", new Bar(0.4)),
            time => Load.Run(atOnce, time, async _ =>
            {
                var page = await service.ListSubscriptionsAsync(Request(first.NextPageToken));
                Require(page.Subscriptions.Count);
            }),
            time => Load.Run(atOnce, time, async caller => Require(await raw.Read(caller))));
    }

    private static ListSubscriptionsRequest Request(string token) => new() { Stages = { Stage.InProgress }, PageSize = PageSize, PageToken = token };

    private static void Require(int count)
    {
        if (count != PageSize)
        {
            throw new InvalidOperationException($"A page held {count} orders.");
        }
    }
}
