using System.Buffers;
using System.Globalization;
using System.Text;

namespace ServiceDefaults.Errors;

/// <summary>What Unicode says of characters that no reader sees.</summary>
public static class Characters
{
    // The last two of each plane; beyond the first they are pairs that end so.
    private static readonly SearchValues<char> _unkept = SearchValues.Create(
        ['\0', '\uFFFE', '\uFFFF', '\uDFFE', '\uDFFF', .. Enumerable.Range(0xFDD0, 32).Select(code => (char)code)]);

    /// <summary>Whether a text holds the character zero, which PostgreSQL does not store, or a noncharacter, which no text may carry to others.</summary>
    public static bool HasUnkept(string text)
    {
        for (var i = text.AsSpan().IndexOfAny(_unkept); i >= 0;)
        {
            // Half of a pair is a noncharacter with one first half in sixteen alone.
            if (!char.IsLowSurrogate(text[i]) || (i > 0 && char.IsHighSurrogate(text[i - 1]) && (text[i - 1] & 0x3F) == 0x3F))
            {
                return true;
            }

            var next = text.AsSpan(i + 1).IndexOfAny(_unkept);
            i = next < 0 ? -1 : i + 1 + next;
        }

        return false;
    }

    /// <summary>Whether anything of a text can be seen: not spaces, marks of width zero, fillers and selectors alone.</summary>
    public static bool HasVisible(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsInvisible(rune))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a reader sees nothing of a character: a space, a mark of width zero, a filler or a selector.</summary>
    public static bool IsInvisible(Rune rune) =>
        Rune.IsWhiteSpace(rune)
        || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
        // Those of Unicode's property Default_Ignorable_Code_Point that are no format marks, and the empty pattern of Braille.
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2065 or 0x2800 or 0x3164
            or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF);
}
