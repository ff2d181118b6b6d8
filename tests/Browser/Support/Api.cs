using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Browser.Tests.Support;

/// <summary>The JSON API, as an internal application calls it.</summary>
public sealed class Api : IDisposable
{
    private const string Scopes = "plans subscriptions billing notifications";

    private readonly Ready _ready;
    private readonly HttpClient _http;
    private string _token = "";
    private DateTime _renewAt;

    public Api(Ready ready)
    {
        _ready = ready;
        _http = new HttpClient { BaseAddress = ready.Gateway };
    }

    public async Task<JsonObject> Get(string path)
    {
        using var request = await Request(HttpMethod.Get, path);
        using var response = await _http.SendAsync(request);
        return await Read(response);
    }

    /// <summary>What is answered, a refusal too.</summary>
    public async Task<string> Answer(string path)
    {
        using var request = await Request(HttpMethod.Get, path);
        using var response = await _http.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    public Task<JsonObject> Post(string path, JsonObject? body = null) => Send(HttpMethod.Post, path, body);

    public Task<JsonObject> Patch(string path, JsonObject body) => Send(HttpMethod.Patch, path, body);

    /// <summary>As another company's portal does it: the link is exchanged for a token of the customer's.</summary>
    public async Task<JsonObject> PostAsCustomer(string link, string path, JsonObject body)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "urn:ietf:params:oauth:grant-type:token-exchange",
            ["subject_token"] = link.Split('?')[0].Split('/')[^1],
            ["subject_token_type"] = "urn:subscriptions:token-type:sign-in-link",
        });
        using var exchanged = await _http.PostAsync(new Uri("/oauth/token", UriKind.Relative), form);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/portal/api/v1/" + path, UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (await Read(exchanged)).Text("access_token"));
        request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request);
        return await Read(response);
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonObject> Send(HttpMethod method, string path, JsonObject? body)
    {
        using var content = new StringContent((body ?? []).ToJsonString(), Encoding.UTF8, "application/json");
        using var request = await Request(method, path);
        request.Content = content;
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        using var response = await _http.SendAsync(request);
        return await Read(response);
    }

    private async Task<HttpRequestMessage> Request(HttpMethod method, string path)
    {
        if (DateTime.UtcNow >= _renewAt)
        {
            await SignIn();
        }

        var request = new HttpRequestMessage(method, new Uri("/admin/api/v1/" + path, UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        return request;
    }

    private async Task SignIn()
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = _ready.ClientId,
            ["client_secret"] = _ready.ClientSecret,
            ["scope"] = Scopes,
        });
        using var response = await _http.PostAsync(new Uri("/oauth/token", UriKind.Relative), form);
        var granted = await Read(response);
        _token = granted.Text("access_token");
        _renewAt = DateTime.UtcNow.AddSeconds(granted["expires_in"]!.GetValue<int>() / 2);
    }

    private static async Task<JsonObject> Read(HttpResponseMessage response)
    {
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }
}
