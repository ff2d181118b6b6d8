using System.Text;

namespace ServiceDefaults.Data;

/// <summary>Text from somewhere, such as an exception's, as every database takes it.</summary>
public static class StorableText
{
    /// <summary>At most so long, without the character zero and without halves of characters, which PostgreSQL refuses.</summary>
    public static string Of(string text, int maximum)
    {
        var kept = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (kept.Length + rune.Utf16SequenceLength > maximum)
            {
                break;
            }

            kept.Append(rune.Value == 0 ? " " : rune.ToString());
        }

        return kept.ToString();
    }
}
