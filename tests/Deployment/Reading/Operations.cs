using System.Text.RegularExpressions;

namespace Deployment.Tests.Reading;

/// <summary>docs/operations.md as those read it who run the system.</summary>
internal static partial class Operations
{
    private static readonly string Page = Repository.Text("docs/operations.md");

    /// <summary>Headings as links name them: small letters, dashes for spaces.</summary>
    public static IReadOnlySet<string> Anchors { get; } =
        HeadingLine().Matches(Page).Select(m => m.Groups["text"].Value.Trim().ToLowerInvariant().Replace(' ', '-')).ToHashSet(StringComparer.Ordinal);

    /// <summary>Headings within a section.</summary>
    public static IEnumerable<string> HeadingsIn(string section) =>
        HeadingLine().Matches(Section(section)).Select(m => m.Groups["text"].Value.Trim());

    public static string Section(string heading)
    {
        var match = Regex.Match(Page, $@"^## {Regex.Escape(heading)}\n(?<text>.*?)(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline);
        match.Success.ShouldBeTrue($"docs/operations.md has no section {heading}");
        return match.Groups["text"].Value;
    }

    /// <summary>Rows of all tables whose first column has that title, cell by cell.</summary>
    public static IEnumerable<IReadOnlyList<string>> Table(string firstColumn)
    {
        var inside = false;
        foreach (var line in Page.Split('\n'))
        {
            var cells = line.StartsWith('|') ? line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries) : [];
            inside = cells.Length > 0 && (inside || cells[0] == firstColumn);
            if (inside && cells[0] != firstColumn && !cells[0].StartsWith("---", StringComparison.Ordinal))
            {
                yield return cells;
            }
        }
    }

    /// <summary>What is set as code in a cell.</summary>
    public static IReadOnlyList<string> Code(string cell) => [.. CodeSpan().Matches(cell).Select(m => m.Groups["text"].Value)];

    [GeneratedRegex(@"^#{2,4} (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex HeadingLine();

    [GeneratedRegex("`(?<text>[^`]+)`")]
    private static partial Regex CodeSpan();
}
