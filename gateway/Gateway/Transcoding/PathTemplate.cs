namespace Gateway.Transcoding;

/// <summary>A path of google.api.http: literals, {field.path} variables of one segment each, and a custom verb: /plans/{id}:archive.</summary>
internal sealed class PathTemplate
{
    private readonly Segment[] _segments;

    private PathTemplate(string text, Segment[] segments, string verb)
    {
        Text = text;
        _segments = segments;
        Verb = verb;
    }

    public string Text { get; }

    /// <summary>What follows the last colon; empty for none.</summary>
    public string Verb { get; }

    /// <summary>Field paths of the variables, lower_snake_case, in their order.</summary>
    public IEnumerable<string> Variables => _segments.Where(segment => segment.IsVariable).Select(segment => segment.Text);

    /// <summary>How many segments are literal: of two templates that fit, the more literal one is meant.</summary>
    public int Literals => _segments.Count(segment => !segment.IsVariable);

    /// <exception cref="NotSupportedException">The template uses wildcards, which no route of this system needs.</exception>
    public static PathTemplate Parse(string text)
    {
        if (!text.StartsWith('/') || text.Contains('*', StringComparison.Ordinal) || text.Contains('=', StringComparison.Ordinal))
        {
            throw new NotSupportedException($"The path template {text} is not of the form /literal/{{field}}:verb.");
        }

        var (path, verb) = SplitVerb(text);
        var segments = path[1..].Split('/')
            .Select(part => part is ['{', .. var name, '}'] ? new Segment(name, true) : new Segment(part, false))
            .ToArray();
        return new PathTemplate(text, segments, verb);
    }

    /// <summary>Cuts a path into what stands before the verb and the verb.</summary>
    public static (string Path, string Verb) SplitVerb(string path)
    {
        var colon = path.LastIndexOf(':');
        return colon > path.LastIndexOf('/') ? (path[..colon], path[(colon + 1)..]) : (path, "");
    }

    /// <summary>The values of the variables, still escaped, or null when the path is another one.</summary>
    /// <param name="parts">Segments of the path as sent, still escaped, without the verb.</param>
    public IReadOnlyList<KeyValuePair<string, string>>? Match(string[] parts, string verb)
    {
        if (parts.Length != _segments.Length || verb != Verb)
        {
            return null;
        }

        var values = new List<KeyValuePair<string, string>>();
        for (var i = 0; i < parts.Length; i++)
        {
            var segment = _segments[i];
            if (segment.IsVariable && parts[i].Length > 0)
            {
                values.Add(new(segment.Text, parts[i]));
            }
            else if (segment.IsVariable || segment.Text != parts[i])
            {
                return null;
            }
        }

        return values;
    }

    private readonly record struct Segment(string Text, bool IsVariable);
}
