using System.Text.RegularExpressions;

namespace Deployment.Tests.Metrics;

/// <summary>What a PromQL expression speaks of. That it is one at all is promtool's to say.</summary>
internal static partial class Query
{
    private static readonly string[] Words = ["by", "without", "on", "ignoring", "group_left", "group_right", "and", "or", "unless", "offset", "bool", "inf", "nan"];

    /// <summary>Names of the series that it selects.</summary>
    public static IEnumerable<string> Metrics(string expression)
    {
        var bare = Grouping().Replace(Braces().Replace(Quoted().Replace(expression, ""), ""), " ");
        return Identifier().Matches(Duration().Replace(bare, " ")).Select(m => m.Groups["name"].Value).Where(name => !Words.Contains(name.ToLowerInvariant())).Distinct();
    }

    /// <summary>Names of the labels that it selects or groups by.</summary>
    public static IEnumerable<string> Labels(string expression) =>
        Braces().Matches(expression).SelectMany(m => Matcher().Matches(m.Value)).Select(m => m.Groups["name"].Value)
            .Concat(Grouping().Matches(expression).SelectMany(m => m.Groups["labels"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))).Distinct();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Braces();

    [GeneratedRegex(@"(?<name>\w+)\s*(?:=~|!~|!=|=)")]
    private static partial Regex Matcher();

    [GeneratedRegex(@"\b(?:by|without|on|ignoring)\s*\((?<labels>[^)]*)\)")]
    private static partial Regex Grouping();

    [GeneratedRegex(@"\[[^\]]*\]|\boffset\s+\w+")]
    private static partial Regex Duration();

    // A function's name is followed by its arguments; a number's letters (1e3) are no name.
    [GeneratedRegex(@"(?<![\w.])(?<name>[A-Za-z_:][\w:]*)(?![\w:]|\s*\()")]
    private static partial Regex Identifier();
}
