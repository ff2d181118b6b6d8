using System.Reflection;

namespace Contracts.Tests;

/// <summary>The contracts as they were last agreed: contracts.baseline beside this file.</summary>
internal static class Baseline
{
    private const string File = "contracts.baseline";

    /// <summary>Rewrites the baseline instead of comparing with it: ACCEPT_CONTRACTS=1 dotnet test tests/Contracts.</summary>
    public static bool Accepting => Environment.GetEnvironmentVariable("ACCEPT_CONTRACTS") == "1";

    public static IReadOnlyList<string> Read() => System.IO.File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, File));

    public static void Write(IEnumerable<string> lines) => System.IO.File.WriteAllText(
        Path.Combine(typeof(Baseline).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ProjectDirectory").Value!, File),
        string.Concat(lines.Select(line => line + "\n")));

    /// <summary>What a client may depend on and does not find any more.</summary>
    public static IReadOnlyList<string> Broken(IEnumerable<string> before, IEnumerable<string> now) => [.. before.Except(now, StringComparer.Ordinal)];
}
