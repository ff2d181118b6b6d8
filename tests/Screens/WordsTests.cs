using System.Text.RegularExpressions;
using Contracts.Billing.V1;
using Contracts.Common.V1;
using Contracts.Notifications.V1;
using Contracts.Plans.V1;
using Contracts.Subscriptions.V1;
using Screens.Components;
using Screens.Formatting;
using Screens.Languages;
using Shouldly;
using Xunit;

namespace Screens.Tests;

public partial class WordsTests
{
    public static TheoryData<string> Languages => new(Language.All.Select(language => language.Code));

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_language_has_every_key_and_no_other(string language) =>
        Sources.Words(language).Keys.Order().ShouldBe(Sources.Words("en").Keys.Order());

    [Theory]
    [MemberData(nameof(Languages))]
    public void No_words_are_empty(string language) =>
        Sources.Words(language).Where(pair => string.IsNullOrWhiteSpace(pair.Value)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_language_fills_the_same_places(string language)
    {
        var english = Sources.Words("en");
        foreach (var (key, words) in Sources.Words(language))
        {
            Places(words).ShouldBe(Places(english[key]), $"{key} in {language}");
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void The_assembly_answers_with_the_words_of_the_file(string language)
    {
        var words = new Words(Language.Find(language)!);
        foreach (var (key, expected) in Sources.Words(language))
        {
            words[key].ShouldBe(expected);
        }
    }

    /// <summary>A text with a number of things in it has words for one, for few and for many; none has them for some only.</summary>
    [Fact]
    public void What_is_counted_has_all_three_forms()
    {
        var keys = Sources.Words("en").Keys.ToHashSet();
        foreach (var (family, forms) in keys.Where(key => FormRegex().IsMatch(key)).GroupBy(key => FormRegex().Replace(key, "")).Select(group => (group.Key, group.Count())))
        {
            forms.ShouldBe(3, family);
        }

        // The days of a month or a year are never one.
        Sources.Words("en").Where(pair => CountedRegex().IsMatch(pair.Value) && !FormRegex().IsMatch(pair.Key) && !pair.Key.StartsWith("Date_", StringComparison.Ordinal)).Select(pair => pair.Key).ShouldBeEmpty();
    }

    [Fact]
    public void Every_key_that_a_screen_asks_for_exists()
    {
        var keys = Sources.Words("en").Keys.ToHashSet();
        Asked().Where(asked => !asked.Contains('{', StringComparison.Ordinal)).Where(asked => !keys.Contains(asked)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_key_is_asked_for_by_a_screen()
    {
        var asked = Asked().ToHashSet();
        var families = asked.Where(key => key.Contains('{', StringComparison.Ordinal))
            .Select(key => new Regex("^" + HoleRegex().Replace(Regex.Escape(key).Replace("}", "\\}", StringComparison.Ordinal), ".+") + "$"))
            .ToList();
        Sources.Words("en").Keys.Where(key => !asked.Contains(key) && !families.Any(family => family.IsMatch(key))).ShouldBeEmpty();
    }

    [Fact]
    public void Whatever_can_be_shown_has_words()
    {
        var expected = Names<Stage>("Stage").Append("Stage_Closed")
            .Concat(Names<ChatterKind>("Chatter").Where(key => key != "Chatter_Note"))
            .Concat(Names<InvoiceState>("Invoice"))
            .Concat(Names<MailState>("Mail"))
            .Concat(Names<ProductKind>("Kind"))
            .Concat(Names<PaymentMethod>("Method"))
            .Concat(Names<ActorKind>("Actor"))
            .Concat(Names<IntervalUnit>("Unit"))
            .Concat(Names<BillingCalendar>("Calendar"))
            .Concat(Names<PassStart>("PassStart"))
            .Concat(Names<MissedClass>("MissedClass"))
            .Concat(Names<PassEntryKind>("PassEntry"))
            .Concat(Names<WinBackPassState>("WinBackPass"))
            .Concat(Enum.GetValues<PassState>().Where(state => state != PassState.Unspecified).Select(state => $"PassState_{PassWords.Code(state)}"))
            .Concat(Enum.GetValues<VisitState>().Where(state => state != VisitState.Unspecified).Select(state => $"Visit_{PassWords.Code(state)}"))
            .Concat(Names<IntervalUnit>("Every").SelectMany(key => new[] { $"{key}_One", $"{key}_Few", $"{key}_Many" }))
            .Concat(Enumerable.Range(1, 12).SelectMany(month => new[] { $"Month_{month}", $"JalaliMonth_{month}" }))
            .Concat(HelpTopic.OfAdmin.Concat(HelpTopic.OfPortal).SelectMany(KeysOf));
        expected.Where(key => !Sources.Words("en").ContainsKey(key)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_broken_rule_that_the_contract_names_has_words()
    {
        var named = Sources.Files("contracts/protos", ".proto")
            .SelectMany(file => NamedReasonsRegex().Matches(File.ReadAllText(file)))
            .SelectMany(match => ReasonRegex().Matches(match.Value))
            .Select(match => match.Value)
            .Where(reason => reason != "FAILED_PRECONDITION")
            .Distinct();
        named.Where(reason => !Sources.Words("en").ContainsKey($"Error_{reason}")).ShouldBeEmpty();
    }

    [Fact]
    public void Every_refusal_that_has_words_is_sent_by_a_service()
    {
        var sent = new[] { "services", "gateway/Gateway", "gateway/Screens" }
            .SelectMany(folder => Sources.Files(folder, ".cs"))
            .SelectMany(file => QuotedReasonRegex().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["reason"].Value)
            .ToHashSet();
        Sources.Words("en").Keys
            .Where(key => UpperCaseKeyRegex().IsMatch(key) && !sent.Contains(key[(key.IndexOf('_', StringComparison.Ordinal) + 1)..]))
            .Where(key => key != "Field_UNKNOWN_CUSTOMER")
            .ShouldBeEmpty();
    }

    static IEnumerable<string> Names<T>(string family)
        where T : struct, Enum =>
        Enum.GetValues<T>().Where(value => Convert.ToInt32(value, null) != 0).Select(value => $"{family}_{value}");

    static IEnumerable<string> KeysOf(HelpTopic topic) =>
        Enumerable.Range(1, topic.Sections)
            .SelectMany(i => new[] { $"Help_{topic.Key}_{i}_Heading", $"Help_{topic.Key}_{i}_Text" })
            .Append($"Help_{topic.Key}_Title")
            .Append($"Help_{topic.Key}_Note");

    static IEnumerable<string> Places(string words) => PlaceRegex().Matches(words).Select(match => match.Value).Distinct().Order();

    /// <summary>Keys, and families of keys such as Stage_{stage}.</summary>
    static IEnumerable<string> Asked() =>
        Sources.Screens().SelectMany(file => AskedRegex().Matches(File.ReadAllText(file))).Select(match => match.Value.StartsWith("Counted(", StringComparison.Ordinal) ? match.Groups["key"].Value + "_{form}" : match.Groups["key"].Value);

    [GeneratedRegex("""(\b(L|words|Words|locale)\[|\bFormat\(|\bCounted\(|\bFind\(|"[a-z_]+", |^\s*\? |L\[.* \? |" : )\$?"(?<key>[A-Z][A-Za-z]*[A-Za-z0-9_{}.]*)" """, RegexOptions.Multiline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex AskedRegex();

    [GeneratedRegex("_(One|Few|Many)$")]
    private static partial Regex FormRegex();

    [GeneratedRegex(@"\{\d\} (days|weeks|months|years|hours|periods|orders|invoices|items)\b")]
    private static partial Regex CountedRegex();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex PlaceRegex();

    [GeneratedRegex(@"\\\{.+?\\\}")]
    private static partial Regex HoleRegex();

    [GeneratedRegex(@"FAILED_PRECONDITION:[^.]*\.")]
    private static partial Regex NamedReasonsRegex();

    [GeneratedRegex("\"(?<reason>[A-Z]+(_[A-Z]+)*)\"")]
    private static partial Regex QuotedReasonRegex();

    [GeneratedRegex("^(Error|Field)_[A-Z]+(_[A-Z]+)*$")]
    private static partial Regex UpperCaseKeyRegex();

    [GeneratedRegex("[A-Z]+(_[A-Z]+)+")]
    private static partial Regex ReasonRegex();
}
