using Cluster.Tests.Support;

namespace Cluster.Tests;

/// <summary>A database is lost and comes back from a backup that is older than the other services' databases.</summary>
[Collection(ClusterCollection.Name)]
public sealed class RestoreTests(ClusterUnderTest cluster)
{
    [Fact]
    public async Task What_happened_after_the_backup_is_replayed()
    {
        using var client = await cluster.SignIn();
        var orders = await Orders.Prepare(client, "restore", 12);
        await Close(client, orders[..6]);
        await cluster.Settled();
        var folder = Path.Combine(cluster.Home, "backup");
        await cluster.Run("backup", folder);
        await Close(client, orders[6..]);
        await cluster.Settled();

        cluster.Kill("notifications-1");
        cluster.Kill("notifications-2");
        await cluster.Run("restore", folder, "notifications");
        (await Entries()).ShouldBe(6, "what came after the backup is lost");
        await Task.WhenAll(cluster.Start("notifications-1"), cluster.Start("notifications-2"));
        await cluster.Run("replay", (await File.ReadAllTextAsync(Path.Combine(folder, "begun"))).Trim());
        await cluster.Settled();

        // The mails of the lost time go out once more, under the same Message-IDs: the restored database does not know that they did.
        await cluster.ShouldBeWhole("A database restored from a backup, events replayed", orders, repeatedMails: true);

        Task<long> Entries() => cluster.Count(
            "notifications",
            $"""SELECT COUNT(*) FROM "ChatterEntries" WHERE "Kind" = 'Closed' AND "ThreadId" IN ('{string.Join("','", orders.Select(order => order.Id))}')""");
    }

    private async Task Close(StandaloneClient client, IEnumerable<Contracts.Subscriptions.V1.Subscription> orders)
    {
        await using var load = Load.Begin(cluster, client, orders);
        await load.AllClosed();
    }
}
