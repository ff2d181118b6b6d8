using System.Globalization;

namespace ServiceDefaults.Faults;

/// <summary>
/// A clock that is wrong by a fixed time, for tests of replicas whose clocks differ: only when the environment variable
/// Faults__ClockSkew says by how much ([-]hh:mm:ss); no settings file can.
/// </summary>
internal sealed class SkewedClock(TimeSpan skew) : TimeProvider
{
    public const string Variable = "Faults__ClockSkew";

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + skew;

    /// <summary>The clock that this process goes by.</summary>
    public static TimeProvider OfThisProcess() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } skew
            ? new SkewedClock(TimeSpan.Parse(skew, CultureInfo.InvariantCulture))
            : System;
}
