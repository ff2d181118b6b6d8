using System.Text.RegularExpressions;
using ServiceDefaults.Errors;

namespace Notifications.Rendering;

/// <summary>Whether a text has the form of a <see cref="MailTemplate"/> and names only what it may.</summary>
internal sealed partial class MailTemplateSource
{
    private const int MaximumLength = 20_000;
    private const int MaximumSubject = 200;

    private readonly FieldValidator _validator;
    private readonly string _path;
    private readonly Dictionary<string, MailField> _fields;
    private readonly HashSet<string> _named = [];

    private MailTemplateSource(FieldValidator validator, string path, IEnumerable<MailField> fields)
    {
        (_validator, _path) = (validator, path);
        _fields = fields.ToDictionary(field => field.Name, StringComparer.Ordinal);
    }

    /// <summary>Adds a violation for each line that is wrong; its message begins with the line's number, from 1.</summary>
    /// <returns>The text with single line feeds, without blanks at the ends of its lines.</returns>
    public static string Validate(FieldValidator validator, string path, string source, IReadOnlyList<MailField> fields)
    {
        var text = validator.Text(path, source, MaximumLength, lines: true);
        if (validator.Failed)
        {
            return text;
        }

        var validation = new MailTemplateSource(validator, path, fields);
        List<string> lines = [.. source.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())];
        validation.Read(lines);
        return string.Join('\n', lines).Trim() + "\n";
    }

    private void Read(List<string> lines)
    {
        var number = lines.FindIndex(line => line.Length > 0);
        Subject(lines[number], number + 1);
        number++;
        if (number < lines.Count)
        {
            Require(lines[number].Length == 0, number + 1, "NO_BLANK_LINE", "must be blank: it parts the subject from the body.");
        }

        var blocks = 0;
        while (number < lines.Count)
        {
            var first = number;
            while (number < lines.Count && lines[number].Length > 0)
            {
                number++;
            }

            if (number > first)
            {
                blocks += lines[first..number].Exists(Characters.HasVisible) ? 1 : 0;
                Block(lines[first..number], first + 1);
            }

            number++;
        }

        _validator.Require(blocks > 0, _path, "NO_BODY", "has a subject and no body.");
        foreach (var missing in _fields.Values.Where(field => field.Required && !_named.Contains(field.Name)))
        {
            _validator.Require(false, _path, "MISSING_FIELD", $"must name {{{{{missing.Name}}}}}: the mail is of no use without it.");
        }
    }

    private void Subject(string line, int number)
    {
        Require(Characters.HasVisible(line), number, "NO_SUBJECT", "is the subject, and nothing of it can be seen.");
        Require(line.Length <= MaximumSubject, number, "TOO_LONG", $"is the subject, which has at most {MaximumSubject} characters.");
        Require(!line.StartsWith(MailTemplate.FactMark, StringComparison.Ordinal) && !line.StartsWith(MailTemplate.ButtonMark, StringComparison.Ordinal),
            number, "NOT_A_SUBJECT", "is the subject; it cannot be a table or a button.");
        foreach (var name in Values(line, number).Where(name => _fields.TryGetValue(name, out var field) && field.IsSecret))
        {
            Require(false, number, "SECRET_IN_SUBJECT", $"is the subject, which others see: {{{{{name}}}}} may stand in the body only.");
        }
    }

    private void Block(List<string> lines, int first)
    {
        var isTable = lines[0].StartsWith(MailTemplate.FactMark, StringComparison.Ordinal);
        var isButton = lines[0].StartsWith(MailTemplate.ButtonMark, StringComparison.Ordinal);
        for (var i = 0; i < lines.Count; i++)
        {
            var (line, number) = (lines[i], first + i);
            _named.UnionWith(Values(line, number));
            if (isTable)
            {
                Require(line.StartsWith(MailTemplate.FactMark, StringComparison.Ordinal) && HasHalves(line, MailTemplate.FactMark, MailTemplate.FactSeparator),
                    number, "NOT_A_TABLE_LINE", "must be \"* label: value\", like every line of its block.");
            }
            else if (isButton)
            {
                Button(line, number, isFirst: i == 0);
            }
            else
            {
                Require(!line.StartsWith(MailTemplate.FactMark, StringComparison.Ordinal) && !line.StartsWith(MailTemplate.ButtonMark, StringComparison.Ordinal),
                    number, "NO_BLANK_LINE", "needs a blank line before it: a table and a button are blocks of their own.");
            }
        }
    }

    private void Button(string line, int number, bool isFirst)
    {
        Require(isFirst, number, "NO_BLANK_LINE", "needs a blank line before it: a button is one line.");
        if (!isFirst)
        {
            return;
        }

        Require(HasHalves(line, MailTemplate.ButtonMark, MailTemplate.ButtonSeparator), number, "NOT_A_BUTTON", "must be \"-> label | address\".");
        var at = line.IndexOf(MailTemplate.ButtonSeparator, StringComparison.Ordinal);
        var address = at < 0 ? "" : line[(at + MailTemplate.ButtonSeparator.Length)..].Trim();
        var leads = _fields.Values.Any(field => field.IsLink && address == $"{{{{{field.Name}}}}}")
            || (!address.Contains('{', StringComparison.Ordinal) && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https");
        Require(at < 0 || leads, number, "NOT_A_WEB_ADDRESS",
            $"must lead to an http or https address, or to one of {string.Join(", ", _fields.Values.Where(f => f.IsLink).Select(f => $"{{{{{f.Name}}}}}"))}.");
    }

    private static bool HasHalves(string line, string mark, string separator) => line.IndexOf(separator, StringComparison.Ordinal) > mark.Length;

    /// <summary>The names in double braces; whatever else has braces is refused.</summary>
    private List<string> Values(string line, int number)
    {
        List<string> names = [.. InBraces().Matches(line).Select(match => match.Groups[1].Value)];
        Require(!InBraces().Replace(line, "").AsSpan().ContainsAny('{', '}'), number, "NOT_A_VALUE", "has braces that are not {{field}}.");
        foreach (var name in names.Where(name => !_fields.ContainsKey(name)))
        {
            Require(false, number, "UNKNOWN_FIELD", $"names {{{{{Quoted.Short(name)}}}}}; there are {string.Join(", ", _fields.Keys)}.");
        }

        return names;
    }

    private void Require(bool holds, int number, string rule, string message) => _validator.Require(holds, _path, rule, $"line {number} {message}");

    [GeneratedRegex(@"\{\{([A-Za-z][A-Za-z0-9]*)\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex InBraces();
}
