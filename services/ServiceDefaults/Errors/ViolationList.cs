using System.Globalization;

namespace ServiceDefaults.Errors;

/// <summary>The violations of a request that its sender is told: the first ones, and how many more there are.</summary>
internal static class ViolationList
{
    public const int Maximum = 20;

    public static IReadOnlyList<FieldViolation> Bounded(IReadOnlyList<FieldViolation> all, int maximum = Maximum) =>
        all.Count <= maximum ? all : [.. all.Take(maximum), More(all.Count - maximum)];

    private static FieldViolation More(int count) =>
        new("request", "MORE_VIOLATIONS", string.Create(CultureInfo.InvariantCulture, $"breaks {count} more rules, which are not listed."));
}
