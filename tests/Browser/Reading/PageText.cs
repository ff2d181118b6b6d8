using System.Text.RegularExpressions;

namespace Browser.Tests.Reading;

/// <summary>What can be read on a page, and what should not be there.</summary>
internal static partial class PageText
{
    /// <summary>Words such as Stage_Closed or AmountDue: keys of texts that nobody translated.</summary>
    public static IEnumerable<string> MissingKeys(this PageFacts page) => Key().Matches(page.Words).Select(match => match.Value).Where(word => word != Place).Distinct();

    public static IEnumerable<string> LatinDigits(this PageFacts page) =>
        LatinNumber().Matches(page.OwnWords).Select(match => match.Value).Where(each => !DocumentNumber().IsMatch(each)).Distinct();

    // Written like a key, it is the city of a time zone.
    private const string Place = "McMurdo";

    [GeneratedRegex(@"(?<![\w/@.-])([A-Z][A-Za-z]*_\w+|[A-Z][a-z]+([A-Z][a-z]+)+)\b")]
    private static partial Regex Key();

    [GeneratedRegex(@"\S*[0-9]\S*")]
    private static partial Regex LatinNumber();

    // The same in every language: S00042, INV/2026/00017.
    [GeneratedRegex(@"^(S|INV/\d{4}/)\d{5}$")]
    private static partial Regex DocumentNumber();
}
