using System.Runtime.Versioning;
using Cluster.Tests.Support;
using Contracts.Subscriptions.V1;

namespace Cluster.Tests;

/// <summary>The folder that the script chooses itself, in a home that only its owner can enter; the database server may run as another user.</summary>
[Collection(ClusterCollection.Name)]
[UnsupportedOSPlatform("windows")]
public sealed class DefaultFolderTests(ClusterUnderTest cluster)
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    [Theory]
    [InlineData(".")]
    [InlineData("settings")]
    [InlineData("rabbitmq/rabbitmq.conf")]
    [InlineData("tls")]
    [InlineData("postgres")]
    [InlineData("../../..")]
    public void Nobody_else_looks_into_it(string path)
    {
        var full = Path.GetFullPath(Path.Combine(cluster.Home, path));
        var file = new FileInfo(full).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? full;
        (File.GetUnixFileMode(file) & Others).ShouldBe(UnixFileMode.None, file);
    }

    [Fact]
    public void The_first_password_is_left_lying_nowhere() =>
        Directory.GetFileSystemEntries(Path.Combine(cluster.Home, "postgres")).Select(Path.GetFileName).ShouldBe(["data", "log"], ignoreOrder: true);

    [Fact]
    public async Task Down_and_up_again_keeps_what_was_done()
    {
        string order;
        using (var client = await cluster.SignIn())
        {
            order = (await Orders.Prepare(client, "again", 1)).Single().Id;
        }

        await cluster.Settled();
        await cluster.Run("down");
        foreach (var name in cluster.Processes)
        {
            File.Exists(Path.Combine(cluster.Home, "run", $"{name}.pid")).ShouldBeFalse(name);
        }

        await cluster.Run("up");
        using var again = await cluster.SignIn();
        var kept = await again.Client<SubscriptionService.SubscriptionServiceClient>().GetSubscriptionAsync(new GetSubscriptionRequest { Id = order });
        kept.Stage.ShouldBe(Stage.InProgress);
    }
}
