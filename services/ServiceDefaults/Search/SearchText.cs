using System.Globalization;
using System.Text;

namespace ServiceDefaults.Search;

/// <summary>Text as searches compare it: without accents and case, in one form for each letter and digit, whichever keyboard it was typed on.</summary>
public static class SearchText
{
    /// <summary>Most characters that <see cref="Of"/> returns.</summary>
    public const int MaximumLength = 2000;

    /// <summary>Stands within a word where an apostrophe or a zero width non-joiner stood.</summary>
    internal const char Joiner = '\u200C';

    /// <summary>
    /// "Nguyễn" becomes "nguyen", "ŁÓDŹ" "lodz", "۱۲" "12", and Persian and Arabic letters of one sound become one letter. Punctuation stays,
    /// apostrophes and zero width non-joiners do not; white space becomes single spaces between words. Folding twice is folding once.
    /// </summary>
    public static string Fold(string text) => Fold(text, keepJoiners: false);

    /// <summary>
    /// What an entity is found by: the distinct words of the texts, folded, each with a space before it. A word that another one begins with is left
    /// out; it is found by the beginning of that one.
    /// </summary>
    public static string Of(params IEnumerable<string> texts)
    {
        List<string> words = [.. texts.SelectMany(WordSplitter.Stored).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var all = new StringBuilder();
        for (var i = 0; i < words.Count; i++)
        {
            // In this order all that begin with a word come next after it.
            var isBeginning = i + 1 < words.Count && words[i + 1].StartsWith(words[i], StringComparison.Ordinal);
            if (!isBeginning && all.Length + 1 + words[i].Length <= MaximumLength)
            {
                all.Append(' ').Append(words[i]);
            }
        }

        return all.ToString();
    }

    /// <summary>The words in what <see cref="Of"/> returned.</summary>
    internal static string[] Words(string searchText) => searchText.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    internal static string Fold(string text, bool keepJoiners)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in Decomposed(text).EnumerateRunes())
        {
            if (FoldedLetters.IsJoiner(rune))
            {
                if (keepJoiners)
                {
                    folded.Append(Joiner);
                }

                continue;
            }

            switch (Rune.GetUnicodeCategory(rune))
            {
                case UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format:
                    break;
                case UnicodeCategory.Control or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator:
                    AppendSpace(folded);
                    break;
                case UnicodeCategory.DecimalDigitNumber:
                    folded.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
                    break;
                default:
                    folded.Append(FoldedLetters.Of(rune));
                    break;
            }
        }

        return folded.ToString().TrimEnd(' ');
    }

    /// <summary>Accents become characters of their own, and presentation forms the letters that they present.</summary>
    private static string Decomposed(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        // A half of a surrogate pair that stands alone has no normal form.
        return string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormKD);
    }

    private static void AppendSpace(StringBuilder folded)
    {
        if (folded.Length > 0 && folded[^1] != ' ')
        {
            folded.Append(' ');
        }
    }
}
