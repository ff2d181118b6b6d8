using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Screens.Tests;

/// <summary>What a service refuses is said in the reader's language, not in the developers' English.</summary>
public partial class RuleWordsTests
{
    /// <summary>Rules that no screen can break: it sends no such field, or takes it from a list.</summary>
    static readonly string[] OfOtherCallers =
    [
        "ALREADY_RESTRICTED", "NOT_AFTER_START", "NOT_AN_INSTANT", "NOT_OF_THIS_KIND", "NOT_SERVED",
        "NOT_THE_WHOLE_LIST", "NOT_WITH_BUILT_IN", "ONE_OF_TWO", "OUT_OF_ORDER", "TOO_MANY", "TWO_PLAN_LINES", "UNKNOWN_ACCESS", "UNKNOWN_ACTION", "UNKNOWN_CAUSE", "UNKNOWN_KIND", "UNKNOWN_LINE", "UNKNOWN_ORDER", "UNKNOWN_PATH",
        "UNKNOWN_STATE",
    ];

    [Fact]
    public void Every_rule_of_a_field_has_words()
    {
        var rules = Rules(OfFields());
        rules.Count.ShouldBeGreaterThan(50);
        rules.Where(rule => !HasWords($"Field_{rule}") && !HasWords($"MailRule_{rule}")).Except(OfOtherCallers).ShouldBeEmpty();
    }

    [Fact]
    public void Every_rule_of_the_business_has_words()
    {
        var rules = Rules(OfTheBusiness());
        rules.Count.ShouldBeGreaterThan(40);
        rules.Where(rule => !HasWords($"Error_{rule}")).Except(OfOtherCallers).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_left_out_is_there() => OfOtherCallers.Except(Rules(OfFields())).Except(Rules(OfTheBusiness())).ShouldBeEmpty();

    static bool HasWords(string key) => Sources.Words("en").ContainsKey(key);

    static IReadOnlyList<string> Rules(Regex regex) => [.. Sources.Files("services", ".cs").Where(file => !file.Contains("Migrations", StringComparison.Ordinal))
        .SelectMany(file => regex.Matches(File.ReadAllText(file)).Select(match => match.Groups["rule"].Value)).Distinct().Order(StringComparer.Ordinal)];

    [GeneratedRegex("""(?:Require|DomainException\.InvalidArgument|FieldViolation)\([^;]*?, "(?<rule>[A-Z][A-Z_]{2,})",""", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex OfFields();

    [GeneratedRegex("""DomainException(\.FailedPrecondition\(|\(StatusCode\.(FailedPrecondition|ResourceExhausted), )"(?<rule>[A-Z][A-Z_]{2,})",""", RegexOptions.ExplicitCapture)]
    private static partial Regex OfTheBusiness();
}
