using System.Text.RegularExpressions;
using Deployment.Tests.Reading;

namespace Deployment.Tests;

/// <summary>The decision records and their index.</summary>
public sealed partial class DecisionTests
{
    [Fact]
    public void Every_record_is_in_the_index_under_its_own_number()
    {
        var records = Directory.EnumerateFiles(Repository.PathOf("docs/decisions"), "0*.md").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal).ToList();

        Row().Matches(Repository.Text("docs/decisions/README.md")).Select(row => row.Groups["file"].Value).ShouldBe(records);
        records.Select(file => file[..4]).ShouldBe(Enumerable.Range(1, records.Count).Select(number => $"{number:D4}"));
    }

    [Fact]
    public void Every_record_has_a_status_a_date_options_a_decision_and_what_follows()
    {
        var records = Directory.EnumerateFiles(Repository.PathOf("docs/decisions"), "0*.md").ToDictionary(file => Path.GetFileName(file), File.ReadAllText);

        records.Where(record => !Form().IsMatch(record.Value)).Select(record => record.Key).ShouldBeEmpty();
    }

    [GeneratedRegex(
        @"\A# \d{4} .+\n\nStatus: (accepted|replaced)\. Date: \d{4}-\d\d-\d\d.+\n\n\*\*Question\.\*\* .+^\| option \|.+^\*\*Decision\.\*\* .+^\*\*Consequences\.\*\*",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex(@"^\| \[(?<number>\d{4})\]\((?<file>\k<number>-[a-z0-9-]+\.md)\) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
