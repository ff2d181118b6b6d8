using Cluster.Tests.Support;

namespace Cluster.Tests;

/// <summary>A new version is rolled out while customers work.</summary>
[Collection(ClusterCollection.Name)]
public sealed class RollingRestartTests(ClusterUnderTest cluster)
{
    [Theory]
    [InlineData("subscriptions")]
    [InlineData("gateway")]
    public async Task No_request_fails(string service)
    {
        using var client = await cluster.SignIn();
        var orders = await Orders.Prepare(client, $"roll-{service}", 36);
        await using var load = Load.Begin(cluster, client, orders, workers: 2, pause: TimeSpan.FromMilliseconds(800));
        await cluster.Run("restart", service);
        var meanwhile = load.Closed.Count;
        await load.AllClosed();

        meanwhile.ShouldBeGreaterThan(10);
        load.Reads.ShouldBeGreaterThan(20);
        load.Failures.ShouldBeEmpty();
        await cluster.ShouldBeWhole($"Rolling restart of {service}", load.Closed);
    }
}
