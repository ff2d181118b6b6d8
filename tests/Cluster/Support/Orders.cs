using Contracts.Subscriptions.V1;

namespace Cluster.Tests.Support;

/// <summary>Running orders for one test, each with three periods that are due and a close that is to come.</summary>
internal static class Orders
{
    /// <summary>Two months and some days: the third period runs.</summary>
    public const int DaysAgo = 70;

    public const int Periods = 3;

    /// <param name="name">Tells the test's orders from others.</param>
    public static async Task<List<Subscription>> Prepare(StandaloneClient client, string name, int count)
    {
        var business = await Business.Open(client);
        var orders = new Subscription[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            var key = $"{name}-{i}";
            orders[i] = await business.Confirm(await business.Quote(key, DaysAgo), key);
        });
        return [.. orders];
    }
}
