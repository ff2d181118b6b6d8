using System.Globalization;

namespace ServiceDefaults.Errors;

/// <summary>The violations of a request that its sender is told: the first ones, and how many more there are.</summary>
public static class ViolationList
{
    public const int Maximum = 20;

    private const string MoreRule = "MORE_VIOLATIONS";

    /// <param name="more">Makes the last one, of its rule and message.</param>
    public static IReadOnlyList<T> Bounded<T>(IReadOnlyList<T> all, Func<string, string, T> more, int maximum = Maximum) => all.Count <= maximum
        ? all
        : [.. all.Take(maximum), more(MoreRule, string.Create(CultureInfo.InvariantCulture, $"breaks {all.Count - maximum} more rules, which are not listed."))];

    internal static IReadOnlyList<FieldViolation> Bounded(IReadOnlyList<FieldViolation> all, int maximum = Maximum) =>
        Bounded(all, (rule, message) => new FieldViolation("request", rule, message), maximum);
}
