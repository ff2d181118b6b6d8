using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Browser.Tests.Support;

/// <summary>The JSON API, as an internal application calls it.</summary>
public sealed class Api : IDisposable
{
    private const string Scopes = "plans subscriptions billing notifications";

    private readonly HttpClient _http;

    private Api(HttpClient http) => _http = http;

    public static async Task<Api> SignIn(Ready ready)
    {
        var http = new HttpClient { BaseAddress = ready.Gateway };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = ready.ClientId,
            ["client_secret"] = ready.ClientSecret,
            ["scope"] = Scopes,
        });
        using var response = await http.PostAsync(new Uri("/oauth/token", UriKind.Relative), form);
        var token = (await Read(response))["access_token"]!.GetValue<string>();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new Api(http);
    }

    public async Task<JsonObject> Get(string path)
    {
        using var response = await _http.GetAsync(At(path));
        return await Read(response);
    }

    public Task<JsonObject> Post(string path, JsonObject? body = null) => Send(HttpMethod.Post, path, body);

    public Task<JsonObject> Patch(string path, JsonObject body) => Send(HttpMethod.Patch, path, body);

    public void Dispose() => _http.Dispose();

    private async Task<JsonObject> Send(HttpMethod method, string path, JsonObject? body)
    {
        using var content = new StringContent((body ?? []).ToJsonString(), Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(method, At(path)) { Content = content };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        using var response = await _http.SendAsync(request);
        return await Read(response);
    }

    private static Uri At(string path) => new("/admin/api/v1/" + path, UriKind.Relative);

    private static async Task<JsonObject> Read(HttpResponseMessage response)
    {
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }
}
