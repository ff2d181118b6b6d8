using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace AppHost.Tests.Support;

/// <summary>What the dashboard has received: its telemetry API, whose answers are OTLP as JSON.</summary>
internal sealed class DashboardApi(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address };

    /// <summary>The spans of one trace; none when it is not known.</summary>
    public async Task<IReadOnlyList<Span>> Trace(string traceId)
    {
        using var response = await _http.GetAsync(new Uri($"/api/telemetry/traces/{traceId}", UriKind.Relative));
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return [];
        }

        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<JsonObject>();
        return
        [
            .. from resource in answer!["data"]!["resourceSpans"]!.AsArray()
               let process = resource!["resource"]!["attributes"]!.AsArray().Single(attribute => (string)attribute!["key"]! == "service.name")!["value"]!["stringValue"]!
               from scope in resource["scopeSpans"]!.AsArray()
               from span in scope!["spans"]!.AsArray()
               select new Span((string)process!, (string)span!["name"]!),
        ];
    }

    /// <summary>Who has sent something, and what.</summary>
    public async Task<IReadOnlyList<Sender>> Senders() => (await _http.GetFromJsonAsync<Sender[]>(new Uri("/api/telemetry/resources", UriKind.Relative)))!;

    public void Dispose() => _http.Dispose();

    /// <param name="Process">subscriptions-1, for example.</param>
    public sealed record Span(string Process, string Name);

    /// <param name="Name">subscriptions-1, for example.</param>
    public sealed record Sender(string Name, bool HasLogs, bool HasTraces, bool HasMetrics);
}
