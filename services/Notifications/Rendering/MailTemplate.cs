using HandlebarsDotNet;

namespace Notifications.Rendering;

/// <summary>
/// The words of one mail in one language. The first line of the file is the subject; blocks follow, parted by blank lines:
/// <code>
/// a paragraph
/// * label: value              (lines of a small table; one whose value is empty is left out)
/// -> label | address          (a button)
/// </code>
/// Words in double braces are values. The form is read before values are put in, so no value can change it.
/// </summary>
internal sealed class MailTemplate
{
    internal const string FactMark = "* ";
    internal const string FactSeparator = ": ";
    internal const string ButtonMark = "-> ";
    internal const string ButtonSeparator = " | ";

    // Values go in as they are; the layout encodes what it shows. A value that a template names must be there.
    private static readonly IHandlebars Plain = Handlebars.Create(
        new HandlebarsConfiguration { NoEscape = true, ThrowOnUnresolvedBindingExpression = true });

    private readonly HandlebarsTemplate<object, object> _subject;
    private readonly List<Func<object, MailBlock>> _blocks;

    private MailTemplate(string subject, IEnumerable<string> blocks)
    {
        _subject = Plain.Compile(subject);
        _blocks = [.. blocks.Select(Compile)];
    }

    public static MailTemplate Parse(string source)
    {
        var parts = source.ReplaceLineEndings("\n").Trim().Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        return new MailTemplate(parts[0].Trim(), parts[1..]);
    }

    public string Subject(object values) => _subject(values);

    public List<MailBlock> Blocks(object values) => [.. _blocks.Select(block => block(values))];

    private static Func<object, MailBlock> Compile(string block)
    {
        var lines = block.Trim('\n').Split('\n');
        if (lines[0].StartsWith(FactMark, StringComparison.Ordinal))
        {
            var facts = lines.Select(line => Halves(line[FactMark.Length..], FactSeparator)).ToList();
            return values => new MailBlock { Facts = [.. facts.Select(f => new MailFact(f.First(values), f.Second(values))).Where(f => f.Value.Length > 0)] };
        }

        if (lines[0].StartsWith(ButtonMark, StringComparison.Ordinal))
        {
            var (label, address) = Halves(lines[0][ButtonMark.Length..], ButtonSeparator);
            return values => new MailBlock { Button = new MailButton(label(values), address(values)) };
        }

        var paragraph = lines.Select(line => Plain.Compile(line)).ToList();
        return values => new MailBlock { Lines = [.. paragraph.Select(line => line(values))] };
    }

    private static (HandlebarsTemplate<object, object> First, HandlebarsTemplate<object, object> Second) Halves(string line, string separator)
    {
        var at = line.IndexOf(separator, StringComparison.Ordinal);
        return at > 0
            ? (Plain.Compile(line[..at]), Plain.Compile(line[(at + separator.Length)..]))
            : throw new FormatException($"A mail template has a line without '{separator}': {line}");
    }
}

/// <summary>One part of a mail; one of its members is set.</summary>
internal sealed class MailBlock
{
    /// <summary>A paragraph.</summary>
    public List<string>? Lines { get; init; }

    public List<MailFact>? Facts { get; init; }

    public MailButton? Button { get; init; }
}

internal sealed record MailFact(string Label, string Value);

internal sealed record MailButton(string Label, string Address);
