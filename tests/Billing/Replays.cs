using System.Globalization;
using FsCheck;

namespace Billing.Tests;

internal static class Replays
{
    /// <summary>Runs what FSCHECK_REPLAY=seed,gamma names, the two numbers that a failure prints; by chance where it is not set.</summary>
    public static Config Replayed(this Config config)
    {
        var numbers = Environment.GetEnvironmentVariable("FSCHECK_REPLAY")?.Split(',').Select(n => ulong.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        return numbers is [var seed, var gamma] ? config.WithReplay(seed, gamma) : config;
    }
}
