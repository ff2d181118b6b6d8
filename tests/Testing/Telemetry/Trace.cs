using System.Globalization;
using System.Text;

namespace Testing.Telemetry;

/// <summary>The spans of one trace, from however many processes.</summary>
public sealed class Trace(IReadOnlyList<ReceivedSpan> spans)
{
    private readonly Dictionary<string, ReceivedSpan> _byId = spans.ToDictionary(span => span.SpanId, StringComparer.Ordinal);

    public IReadOnlyList<ReceivedSpan> Spans => spans;

    /// <summary>Begun here, or under a parent that was not exported.</summary>
    public IEnumerable<ReceivedSpan> Roots => spans.Where(span => !_byId.ContainsKey(span.ParentId));

    /// <summary>From the root down to a span, that one included.</summary>
    public IReadOnlyList<ReceivedSpan> PathTo(ReceivedSpan span)
    {
        var path = new List<ReceivedSpan> { span };
        while (_byId.TryGetValue(path[0].ParentId, out var parent))
        {
            path.Insert(0, parent);
        }

        return path;
    }

    /// <summary>As a tree, for messages.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        var children = spans.ToLookup(span => span.ParentId, StringComparer.Ordinal);
        foreach (var root in Roots.OrderBy(span => span.Start))
        {
            Write(root, 0);
        }

        return text.ToString();

        void Write(ReceivedSpan span, int depth)
        {
            text.Append(' ', depth * 2).AppendLine(CultureInfo.InvariantCulture, $"{span} [{span.Source}] {(span.End - span.Start) / 1_000_000.0:0.0} ms");
            foreach (var child in children[span.SpanId].OrderBy(each => each.Start))
            {
                Write(child, depth + 1);
            }
        }
    }
}
