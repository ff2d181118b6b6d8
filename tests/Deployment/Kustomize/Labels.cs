using System.Text.RegularExpressions;
using Deployment.Tests.Reading;

namespace Deployment.Tests.Kustomize;

/// <summary>Whether labels fulfil a selector.</summary>
internal static partial class Labels
{
    /// <param name="selector">As text: <c>a=b</c>, <c>a in (b, c)</c>, <c>a notin (b)</c>.</param>
    /// <param name="labels">What an object carries.</param>
    public static bool Match(string selector, IEnumerable<KeyValuePair<string, JsonNode?>> labels)
    {
        var match = Text().Match(selector);
        if (!match.Success)
        {
            throw new InvalidOperationException($"The selector {selector} is of a form that is not known here.");
        }

        var value = labels.FirstOrDefault(label => label.Key == match.Groups["key"].Value).Value?.ToString();
        var values = match.Groups["values"].Value.Split(',', StringSplitOptions.TrimEntries);
        return match.Groups["op"].Value.Trim() == "notin" ? !values.Contains(value) : values.Contains(value);
    }

    /// <param name="selector">matchLabels and matchExpressions; an empty one matches everything.</param>
    /// <param name="labels">What an object carries.</param>
    public static bool Match(JsonNode selector, JsonNode? labels) =>
        selector.Map("matchLabels").All(wanted => labels.Value(wanted.Key) == $"{wanted.Value}")
        && selector.List("matchExpressions").All(wanted =>
            wanted.Text("operator") == "In" && wanted.List("values").Any(value => labels.Value(wanted.Text("key")!) == $"{value}"));

    // Labels have slashes in their names.
    private static string? Value(this JsonNode? labels, string key) => (labels as JsonObject)?[key]?.ToString();

    [GeneratedRegex(@"^(?<key>[\w./-]+)\s*(?<op>=|\bin\b|\bnotin\b)\s*\(?(?<values>[^()]*)\)?$")]
    private static partial Regex Text();
}
