namespace ServiceDefaults.Errors;

/// <summary>What a message repeats of what its reader sent: enough to recognise it, whatever its length was.</summary>
public static class Quoted
{
    /// <summary>Most characters (UTF-16 code units) that a message repeats, the ellipsis among them.</summary>
    public const int MaximumLength = 60;

    /// <summary>The text itself, or its beginning with an ellipsis; no character is cut in two.</summary>
    public static string Short(string text, int maximum = MaximumLength)
    {
        if (text.Length <= maximum)
        {
            return text;
        }

        var end = maximum - 1;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), "…");
    }
}
