using System.Text.Json;
using System.Text.Unicode;
using Gateway.Problems;
using Microsoft.Net.Http.Headers;

namespace Gateway.Transcoding;

/// <summary>Reads a JSON body within its limits.</summary>
internal static class JsonBody
{
    private const int MaxDepth = 32;
    private static readonly byte[] _nothing = "{}"u8.ToArray();

    /// <summary>The parsed body; an empty one counts as {}.</summary>
    /// <exception cref="ProblemException">413, 415, or 400 for what is not JSON.</exception>
    public static async Task<JsonDocument> ReadAsync(HttpRequest request, int maxBytes)
    {
        var bytes = await ReadBytesAsync(request, maxBytes);
        if (bytes.Length > 0 || request.ContentType is not null)
        {
            RequireJson(request.ContentType);
        }

        return Parse(bytes.Length == 0 ? _nothing : bytes);
    }

    /// <exception cref="ProblemException">413, or 400 for what cannot be read.</exception>
    public static async Task<byte[]> ReadBytesAsync(HttpRequest request, int maxBytes)
    {
        if (request.ContentLength > maxBytes)
        {
            throw TooLarge(maxBytes);
        }

        using var buffer = new MemoryStream();
        var chunk = new byte[8192];
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(chunk, request.HttpContext.RequestAborted)) > 0)
            {
                if (buffer.Length + read > maxBytes)
                {
                    throw TooLarge(maxBytes);
                }

                buffer.Write(chunk, 0, read);
            }
        }
        // IOException: a size of a chunk beyond what a number holds.
        catch (IOException wrong) when (!request.HttpContext.RequestAborted.IsCancellationRequested)
        {
            throw wrong is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }
                ? TooLarge(maxBytes)
                : new ProblemException(new Problem(StatusCodes.Status400BadRequest, "MALFORMED_REQUEST", "The body could not be read."));
        }

        return buffer.ToArray();
    }

    private static void RequireJson(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type)
            || !(type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
            || (type.Charset.HasValue && !type.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            throw new ProblemException(new Problem(StatusCodes.Status415UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", "The body must be application/json in UTF-8."));
        }
    }

    private static JsonDocument Parse(byte[] bytes)
    {
        ReadOnlyMemory<byte> text = bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsMemory(3) : bytes;
        if (!Utf8.IsValid(text.Span))
        {
            throw Malformed("is not UTF-8.");
        }

        try
        {
            RequireReadableNames(text.Span);
            return JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = MaxDepth });
        }
        catch (InvalidOperationException)
        {
            throw Malformed("has a name that is not valid Unicode text.");
        }
        catch (JsonException wrong)
        {
            throw Malformed($"is not valid JSON, or is nested deeper than {MaxDepth} levels, at line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1}.");
        }
    }

    /// <summary>An escaped half of a character in a name; in a value it is found where the value is read, which names the field.</summary>
    private static void RequireReadableNames(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (reader.Read())
        {
            if (reader is { TokenType: JsonTokenType.PropertyName, ValueIsEscaped: true })
            {
                reader.GetString();
            }
        }
    }

    private static ProblemException Malformed(string why) =>
        new(Problem.InvalidFields([new FieldViolation("body", "MALFORMED_JSON", why)]) with { Reason = "MALFORMED_JSON" });

    private static ProblemException TooLarge(int maxBytes) =>
        new(new Problem(StatusCodes.Status413PayloadTooLarge, "BODY_TOO_LARGE", $"The body may have {maxBytes} bytes at most."));
}
