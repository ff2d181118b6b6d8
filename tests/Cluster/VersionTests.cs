namespace Cluster.Tests;

/// <summary>Every program of the cluster tells its version without a start.</summary>
public sealed class VersionTests
{
    [Theory]
    [InlineData("services/Plans")]
    [InlineData("services/Subscriptions")]
    [InlineData("services/Billing")]
    [InlineData("services/Notifications")]
    [InlineData("gateway/Gateway")]
    [InlineData("deploy/Migrator")]
    public async Task It_is_printed(string project)
    {
        var process = await Tool.RunBuilt(project, ["--version"], new Dictionary<string, string>());

        (process.Code, process.Output.Trim(), process.Errors).ShouldBe((0, Repository.Version, ""));
    }
}
