using System.Globalization;
using System.Text.RegularExpressions;
using Screens.Languages;
using Screens.Problems;

namespace Admin.MailTemplates;

/// <summary>One thing that is wrong with a template.</summary>
/// <param name="Line">Of the whole template, from 1; null where it is about the whole.</param>
/// <param name="Named">The {{field}} that it is about; empty where it is about none.</param>
sealed partial record TemplateError(string Rule, int? Line, string Named, string Description)
{
    public bool IsInSubject => Line == 1;

    public static IEnumerable<TemplateError> Of(Problem problem) => problem.Violations
        .Where(violation => violation.Field is "source" or "mail_template.source")
        .Select(violation => new TemplateError(
            violation.Reason,
            LineRegex().Match(violation.Description) is { Success: true } line ? int.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture) : null,
            violation.Reason is "UNKNOWN_FIELD" or "MISSING_FIELD" or "SECRET_IN_SUBJECT" ? FieldRegex().Match(violation.Description).Value : "",
            violation.Description));

    /// <summary>With the number of the line as it stands in its field.</summary>
    public string Say(Locale l)
    {
        var what = l.Words.Find($"MailRule_{Rule}") ?? l.Words.Find($"Field_{Rule}") ?? Description;
        if (Named.Length > 0)
        {
            what = $"{what} {Named}";
        }

        return Line is { } line && !IsInSubject ? l.Format("MailTemplate_Line", l.Number(Math.Max(line - TemplateWords.LinesBefore, 1)), what) : what;
    }

    [GeneratedRegex("^line ([0-9]{1,6}) ")]
    private static partial Regex LineRegex();

    [GeneratedRegex(@"\{\{[^}]*\}\}")]
    private static partial Regex FieldRegex();
}
