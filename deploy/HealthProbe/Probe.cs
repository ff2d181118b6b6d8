using System.Net;

namespace HealthProbe;

/// <summary>
/// Asks a process for its health and says it by exit code: for container engines that can only run a command inside
/// of the image, which has no shell and no curl.
/// </summary>
public static class Probe
{
    /// <summary>Shorter than the engine's own, so that the reason is told.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <param name="args">The address to ask, and <c>--http2</c> where the port speaks HTTP/2 without TLS, as the services' do.</param>
    /// <param name="errors">Where the reason of a failure goes; engines show it.</param>
    /// <param name="patience">How long it waits for an answer.</param>
    /// <returns>0: healthy; 1: not, or no answer in time; 2: wrong arguments.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter errors, TimeSpan patience)
    {
        if (args.Count is 0 or > 2 || !Uri.TryCreate(args[0], UriKind.Absolute, out var address) || (args.Count == 2 && args[1] != "--http2"))
        {
            await errors.WriteLineAsync("HealthProbe ADDRESS [--http2]");
            return 2;
        }

        using var client = new HttpClient { Timeout = patience };
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (args.Count == 2)
        {
            request.Version = HttpVersion.Version20;
            request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        }

        try
        {
            using var response = await client.SendAsync(request);
            if (response.IsSuccessStatusCode)
            {
                return 0;
            }

            await errors.WriteLineAsync($"{address} answers {(int)response.StatusCode}.");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            await errors.WriteLineAsync($"{address} does not answer: {e.Message}");
        }

        return 1;
    }
}
