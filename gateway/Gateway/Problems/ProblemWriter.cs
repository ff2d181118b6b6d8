using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Gateway.Problems;

/// <summary>Writes problems as application/problem+json (RFC 9457).</summary>
internal static class ProblemWriter
{
    public const string ContentType = "application/problem+json";

    /// <param name="instance">The path that was asked for, when the request has been rewritten since.</param>
    public static async Task WriteProblemAsync(this HttpContext context, Problem problem, string? instance = null)
    {
        using var buffer = new MemoryStream();
        await using (var json = new Utf8JsonWriter(buffer))
        {
            Write(json, problem, instance ?? context.Request.PathBase + context.Request.Path, Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier);
        }

        context.Response.StatusCode = problem.Status;
        context.Response.ContentType = ContentType;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentLength = buffer.Length;
        if (problem.RetryDelay is { } delay)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(delay.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        // Not the request's own token: a request that ran out of time still deserves its answer.
        await context.Response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), CancellationToken.None);
    }

    private static void Write(Utf8JsonWriter json, Problem problem, string instance, string traceId)
    {
        json.WriteStartObject();
        json.WriteString("type", TypeOf(problem.Reason));
        json.WriteString("title", ReasonPhrases.GetReasonPhrase(problem.Status));
        json.WriteNumber("status", problem.Status);
        json.WriteString("detail", problem.Detail);
        json.WriteString("instance", instance);
        json.WriteString("reason", problem.Reason);
        json.WriteString("domain", problem.Domain);
        if (problem.Metadata.Count > 0)
        {
            json.WriteStartObject("metadata");
            foreach (var (key, value) in problem.Metadata)
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
        }

        if (problem.Violations.Count > 0)
        {
            WriteViolations(json, problem.Violations);
        }

        json.WriteString("traceId", traceId);
        json.WriteEndObject();
    }

    private static void WriteViolations(Utf8JsonWriter json, IReadOnlyList<FieldViolation> violations)
    {
        json.WriteStartObject("errors");
        foreach (var field in violations.GroupBy(violation => violation.Field))
        {
            json.WriteStartArray(field.Key);
            foreach (var violation in field)
            {
                json.WriteStringValue(violation.Description);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteStartArray("violations");
        foreach (var violation in violations)
        {
            json.WriteStartObject();
            json.WriteString("field", violation.Field);
            json.WriteString("rule", violation.Rule);
            json.WriteString("description", violation.Description);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string TypeOf(string reason) =>
        new StringBuilder("urn:subscriptions:problem:").Append(reason.ToLowerInvariant()).Replace('_', '-').ToString();
}
