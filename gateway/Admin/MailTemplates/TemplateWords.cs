namespace Admin.MailTemplates;

/// <summary>A template's subject and text, which the service keeps as one: the subject's line, a blank one, and the text.</summary>
/// <param name="Body">Its first line is the third of the whole.</param>
sealed record TemplateWords(string Subject, string Body)
{
    /// <summary>Lines of the whole before the text.</summary>
    public const int LinesBefore = 2;

    public string Source => $"{Subject}\n\n{Body}";

    public static TemplateWords Of(string source)
    {
        var lines = source.ReplaceLineEndings("\n").Split('\n', LinesBefore + 1);
        return new(lines[0], lines.Length > LinesBefore ? lines[LinesBefore].TrimEnd() : "");
    }
}
