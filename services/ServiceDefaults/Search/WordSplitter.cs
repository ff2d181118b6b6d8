using System.Globalization;
using ServiceDefaults.Data;

namespace ServiceDefaults.Search;

/// <summary>Takes text apart into folded words: runs of letters and digits, and mail addresses as a whole.</summary>
internal static class WordSplitter
{
    /// <summary>Most characters of a word; what comes after them is not compared.</summary>
    public const int MaximumWord = 60;

    /// <summary>
    /// Words that a text is found by. Beside each as it stands: the parts of a mail address, what comes after an apostrophe or a zero width
    /// non-joiner, and the number at the end of S00042, with and without its zeros.
    /// </summary>
    public static IEnumerable<string> Stored(string text)
    {
        foreach (var chunk in Chunks(text))
        {
            if (IsAddress(chunk))
            {
                yield return Whole(chunk);
            }

            foreach (var part in Parts(chunk))
            {
                var word = Whole(part);
                yield return word;
                foreach (var later in part.Split(SearchText.Joiner, StringSplitOptions.RemoveEmptyEntries).Skip(1).Concat(Numbers(word)))
                {
                    yield return Whole(later);
                }
            }
        }
    }

    /// <summary>Words that a search asks for, each once: all of them must be the beginning of one that is stored.</summary>
    public static IReadOnlyList<string> Asked(string text) =>
        [.. Chunks(text).SelectMany(chunk => IsAddress(chunk) ? [chunk] : Parts(chunk)).Select(Whole).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> Chunks(string text) =>
        SearchText.Fold(text, keepJoiners: true).Split(' ').Select(Trim).Where(chunk => chunk.Length > 0);

    private static string Trim(string chunk)
    {
        var (start, end) = (0, chunk.Length);
        while (start < end && !IsPartOfWord(chunk[start]))
        {
            start++;
        }

        while (end > start && !IsPartOfWord(chunk[end - 1]))
        {
            end--;
        }

        return chunk[start..end];
    }

    private static bool IsAddress(string trimmed) => trimmed.Contains('@', StringComparison.Ordinal);

    private static IEnumerable<string> Parts(string chunk)
    {
        var start = 0;
        for (var i = 0; i <= chunk.Length; i++)
        {
            if (i == chunk.Length || !(IsPartOfWord(chunk[i]) || chunk[i] == SearchText.Joiner))
            {
                if (Trim(chunk[start..i]) is { Length: > 0 } part)
                {
                    yield return part;
                }

                start = i + 1;
            }
        }
    }

    private static IEnumerable<string> Numbers(string word)
    {
        var digits = word.Length;
        while (digits > 0 && char.IsAsciiDigit(word[digits - 1]))
        {
            digits--;
        }

        if (digits > 0 && digits < word.Length)
        {
            yield return word[digits..];
        }

        if (word[digits..].TrimStart('0') is { Length: > 0 } number && number != word)
        {
            yield return number;
        }
    }

    private static string Whole(string part) =>
        StorableText.Of(part.Replace(SearchText.Joiner.ToString(), "", StringComparison.Ordinal), MaximumWord);

    private static bool IsPartOfWord(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.SpacingCombiningMark or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;
}
