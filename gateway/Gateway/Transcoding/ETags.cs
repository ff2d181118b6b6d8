namespace Gateway.Transcoding;

/// <summary>Between the etag field of a message and the ETag and If-Match headers.</summary>
internal static class ETags
{
    public static string Quote(string etag) => $"\"{etag}\"";

    /// <returns>Null when the text is not one entity tag.</returns>
    public static string? Unquote(string text)
    {
        var tag = text.StartsWith("W/", StringComparison.Ordinal) ? text[2..] : text;
        tag = tag is ['"', .. var inside, '"'] ? inside : tag;
        return tag.Length == 0 || tag.Contains('"', StringComparison.Ordinal) || tag.Contains(',', StringComparison.Ordinal) ? null : tag;
    }
}
