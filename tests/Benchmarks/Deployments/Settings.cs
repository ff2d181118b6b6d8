namespace Benchmarks.Deployments;

/// <summary>Settings without which a load generator is taken for an attack, or its token expires. All else is as delivered.</summary>
internal static class Settings
{
    public static Dictionary<string, string> ForMeasuring() => new()
    {
        ["Gateway__Security__ApiRequestsPerMinute"] = "1000000",
        ["Gateway__Tokens__GrantLifetime"] = "01:00:00",
    };
}
