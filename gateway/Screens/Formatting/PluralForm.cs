using System.Globalization;
using Screens.Languages;

namespace Screens.Formatting;

/// <summary>
/// Which words go with a number. Every text that counts has three, under its key with _One, _Few and _Many: Polish alone of the five languages tells
/// 2-4 from 5 and more, Vietnamese and Persian have the same words for all.
/// </summary>
internal static class PluralForm
{
    public static string Of(long count) =>
        count == 1 ? "One"
        : count % 10 is >= 2 and <= 4 && count % 100 is not (>= 12 and <= 14) ? "Few"
        : "Many";

    /// <summary>"1 day", "3 days".</summary>
    /// <param name="key">Of the words, without the form.</param>
    public static string Counted(this Words words, string key, long count)
    {
        ArgumentNullException.ThrowIfNull(words);
        return string.Format(CultureInfo.InvariantCulture, words[$"{key}_{Of(count)}"], NumberText.Format(count, words.Language));
    }
}
