using System.Collections.Frozen;
using System.Text;

namespace ServiceDefaults.Search;

/// <summary>The form in which searches compare a letter, where Unicode's decomposition leaves more than one.</summary>
internal static class FoldedLetters
{
    private static readonly FrozenDictionary<Rune, string> Special = new Dictionary<string, string>
    {
        // Latin letters whose stroke or bar is part of the letter.
        ["ł"] = "l",
        ["đ"] = "d",
        ["ð"] = "d",
        ["ø"] = "o",
        ["ħ"] = "h",
        ["ŧ"] = "t",
        ["ı"] = "i",
        ["ŋ"] = "n",
        ["æ"] = "ae",
        ["œ"] = "oe",
        ["ß"] = "ss",
        ["þ"] = "th",

        // Letters of Persian, Arabic and Urdu keyboards for one sound.
        ["\u0649"] = "\u064A", // alef maksura: yeh
        ["\u06CC"] = "\u064A", // Farsi yeh
        ["\u06D2"] = "\u064A", // yeh barree
        ["\u06A9"] = "\u0643", // keheh: kaf
        ["\u06AA"] = "\u0643", // swash kaf
        ["\u0629"] = "\u0647", // teh marbuta: heh
        ["\u06BE"] = "\u0647", // heh doachashmee
        ["\u06C1"] = "\u0647", // heh goal
        ["\u06C3"] = "\u0647", // teh marbuta goal
        ["\u06D5"] = "\u0647", // ae
        ["\u0671"] = "\u0627", // alef wasla: alef

        // Often left out, and without a sound that changes the word.
        ["\u0621"] = "", // hamza
        ["\u0640"] = "", // tatweel
    }.ToFrozenDictionary(pair => Rune.GetRuneAt(pair.Key, 0), pair => pair.Value);

    /// <summary>Its small letter, or letters.</summary>
    public static string Of(Rune rune)
    {
        // By way of the capital: the final sigma has the same one as the other.
        var small = Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune));
        return Special.GetValueOrDefault(small) ?? small.ToString();
    }

    /// <summary>Joins parts of one word, and is left out as often as not: an apostrophe, a zero width non-joiner.</summary>
    public static bool IsJoiner(Rune rune) => rune.Value is '\'' or '\u2018' or '\u2019' or '\u02BC' or SearchText.Joiner;
}
