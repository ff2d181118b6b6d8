using System.Globalization;
using System.Text.RegularExpressions;
using Screens.Formatting;
using Screens.Languages;

namespace Screens.Problems;

/// <summary>Between which two values a field must lie, in the reader's words. The service says it in a sentence that ends "must be 1 to 40.".</summary>
static partial class Bounds
{
    /// <param name="field">Its path in the request; a percentage is asked for in percent, and is sent in smaller units.</param>
    /// <param name="description">The service's sentence.</param>
    /// <returns>Null where the sentence names no bounds.</returns>
    public static string? Say(string field, string description, Words words)
    {
        if (Sentence().Match(description) is not { Success: true } found)
        {
            return null;
        }

        var (from, to) = (found.Groups["from"].Value, found.Groups["to"].Value);
        if (Day(from) is { } first && Day(to) is { } last)
        {
            return words.Format("Bounds_Date", DateText.Format(first, words), DateText.Format(last, words));
        }

        return int.TryParse(from, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var least)
            && int.TryParse(to, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var most)
            ? words.Format("Bounds_Number", Number(field, least, words.Language), Number(field, most, words.Language))
            : null;
    }

    static string Number(string field, int number, Language language) =>
        field.EndsWith("basis_points", StringComparison.Ordinal) ? PercentText.Exact(number, language)
        : field.EndsWith("per_million", StringComparison.Ordinal) ? TaxPercentText.Format(number, language)
        : NumberText.Format(number, language);

    static DateOnly? Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    [GeneratedRegex(@"must be (?<from>-?[0-9][0-9-]*) to (?<to>[0-9][0-9-]*)\.$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Sentence();
}
