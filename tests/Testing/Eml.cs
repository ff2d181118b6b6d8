using System.Text;
using System.Text.RegularExpressions;

namespace Testing;

/// <summary>
/// A mail read back by the standards' rules, strictly: each encoded word must be whole UTF-8 by itself (RFC 2047), so that what
/// these tests accept every mail program can read.
/// </summary>
public sealed partial class Eml
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly List<(string Name, string Value)> _headers = [];

    public IReadOnlyList<string> HeaderNames => [.. _headers.Select(h => h.Name)];

    public string Text { get; private set; } = "";

    public string Html { get; private set; } = "";

    public string this[string header] => Decode(Raw(header));

    public string Raw(string header) => _headers.Single(h => h.Name.Equals(header, StringComparison.OrdinalIgnoreCase)).Value;

    public static Eml Parse(string source)
    {
        var eml = new Eml();
        var body = ReadHeaders(source, eml._headers);
        var boundary = Boundary().Match(eml.Raw("Content-Type")).Groups[1].Value;
        foreach (var part in body.Split($"--{boundary}").Where(p => p.Contains("Content-Type", StringComparison.OrdinalIgnoreCase)))
        {
            var headers = new List<(string Name, string Value)>();
            var content = ReadHeaders(part.TrimStart('\r', '\n'), headers);
            var decoded = Strict.GetString(Convert.FromBase64String(content.Replace("\r\n", "", StringComparison.Ordinal).Trim()));
            var type = headers.Single(h => h.Name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Value;
            if (type.StartsWith("text/html", StringComparison.Ordinal))
            {
                eml.Html = decoded;
            }
            else
            {
                eml.Text = decoded;
            }
        }

        return eml;
    }

    private static string ReadHeaders(string source, List<(string Name, string Value)> headers)
    {
        var end = source.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        foreach (var line in source[..end].Split("\r\n"))
        {
            if (line.StartsWith(' ') || line.StartsWith('\t'))
            {
                var (name, value) = headers[^1];
                headers[^1] = (name, value + line);
            }
            else
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                headers.Add((line[..colon], line[(colon + 1)..].Trim()));
            }
        }

        return source[(end + 4)..];
    }

    private static string Decode(string value) => EncodedWord().Replace(BetweenWords().Replace(value, "?==?"), word =>
    {
        var text = word.Groups[2].Value;
        return Strict.GetString(word.Groups[1].Value is "B" or "b" ? Convert.FromBase64String(text) : QuotedPrintable(text));
    });

    private static byte[] QuotedPrintable(string text)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=')
            {
                bytes.Add(Convert.ToByte(text.Substring(i + 1, 2), 16));
                i += 2;
            }
            else
            {
                bytes.Add((byte)(text[i] == '_' ? ' ' : text[i]));
            }
        }

        return [.. bytes];
    }

    [GeneratedRegex(@"=\?utf-8\?([bBqQ])\?([^?]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedWord();

    /// <summary>White space between two encoded words is not part of the text.</summary>
    [GeneratedRegex(@"\?=\s+=\?")]
    private static partial Regex BetweenWords();

    [GeneratedRegex("boundary=\"?([^\";]+)\"?")]
    private static partial Regex Boundary();
}
