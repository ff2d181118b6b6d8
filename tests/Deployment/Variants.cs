namespace Deployment.Tests;

/// <summary>What can be applied to a cluster.</summary>
internal static class Variants
{
    public static IReadOnlyList<string> All { get; } = ["local", "production", "production+tls", "production+stripe"];
}
