using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Grpc.Core;
using Microsoft.Extensions.Configuration;
using ServiceDefaults.Hosting;

namespace ServiceDefaults.Clients;

/// <summary>
/// Tokens of the process itself, by client credentials at the gateway (<c>Auth:ClientId</c>, <c>Auth:ClientSecret</c>). Kept until
/// shortly before they expire.
/// </summary>
internal sealed class ClientCredentialsTokens(HttpClient http, IConfiguration configuration, WallClock clock) : IAccessTokenSource
{
    private static readonly TimeSpan Reserve = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Token> _tokens = new();

    public async ValueTask<string?> GetTokenAsync(string audience, CancellationToken ct)
    {
        if (_tokens.TryGetValue(audience, out var known) && clock.GetUtcNow() < known.RefreshAt)
        {
            return known.Value;
        }

        try
        {
            var fresh = await Request(audience, ct);
            _tokens[audience] = fresh;
            return fresh.Value;
        }
        catch (Exception e) when (IsPassing(e) && !ct.IsCancellationRequested)
        {
            // To a caller it is the same as a service that cannot be reached.
            throw new RpcException(new Status(StatusCode.Unavailable, "The token endpoint does not answer.", e));
        }
    }

    private static bool IsPassing(Exception e) =>
        e is OperationCanceledException or HttpRequestException { StatusCode: null or >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests };

    private async Task<Token> Request(string audience, CancellationToken ct)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = configuration["Auth:ClientId"] ?? "",
            ["client_secret"] = configuration["Auth:ClientSecret"] ?? "",
            ["scope"] = audience + ":read",
        });
        using var response = await http.PostAsync(new Uri(GatewayBackchannel.Addresses(configuration)[0], "/oauth/token"), form, ct);
        response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadFromJsonAsync<Answer>(ct) ?? throw new InvalidOperationException("The token endpoint answered nothing.");
        return new Token(body.AccessToken, clock.GetUtcNow() + TimeSpan.FromSeconds(body.ExpiresIn) - Reserve);
    }

    private sealed record Token(string Value, DateTimeOffset RefreshAt);

    private sealed record Answer(
        [property: JsonPropertyName("access_token")] string AccessToken,
        [property: JsonPropertyName("expires_in")] int ExpiresIn);
}
