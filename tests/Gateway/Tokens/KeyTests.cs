using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Gateway.Tests.Support;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Gateway.Tests.Tokens;

public sealed class KeyTests : IAsyncLifetime
{
    private readonly GatewayHost _host = new();

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task The_published_keys_verify_the_tokens_and_hold_no_secret()
    {
        var token = (await _host.TokenAsync()).Text("access_token");
        using var client = _host.Browser();
        var text = await client.GetStringAsync("/.well-known/jwks.json");

        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKeys = new JsonWebKeySet(text).GetSigningKeys(),
            ValidIssuer = "http://gateway.test",
            ValidAudience = "plans",
            ValidateLifetime = false,
        });

        result.IsValid.ShouldBeTrue();
        text.ShouldNotContain("\"d\"");
    }

    [Fact]
    public async Task The_configuration_names_the_keys_and_the_token_endpoint()
    {
        using var client = _host.Browser();
        var configuration = (await client.GetFromJsonAsync<JsonObject>("/.well-known/openid-configuration"))!;

        configuration.Text("issuer").ShouldBe("http://gateway.test");
        configuration.Text("jwks_uri").ShouldBe("http://gateway.test/.well-known/jwks.json");
        configuration.Text("token_endpoint").ShouldBe("http://gateway.test/oauth/token");
    }

    [Fact]
    public async Task Keys_change_and_overlap()
    {
        var first = await KidAsync();
        (await PublishedAsync()).ShouldBe([first]);

        // The next key is published two days before its turn ...
        _host.Clock.Advance(TimeSpan.FromDays(28));
        var published = await PublishedAsync();
        published.Count.ShouldBe(2);
        (await KidAsync()).ShouldBe(first);

        // ... signs when its turn comes, while the old one is still published for the tokens that are out ...
        _host.Clock.Advance(TimeSpan.FromDays(2));
        var second = await KidAsync();
        second.ShouldBe(published[1]);
        (await PublishedAsync()).ShouldContain(first);

        // ... and forgotten later.
        _host.Clock.Advance(TimeSpan.FromHours(3));
        (await PublishedAsync()).ShouldBe([second]);
    }

    [Fact]
    public async Task A_token_is_taken_until_it_expires()
    {
        using var application = await _host.ApplicationAsync();
        _host.Clock.Advance(TimeSpan.FromMinutes(9));
        (await application.GetAsync("/admin/api/v1/plans")).StatusCode.ShouldBe(HttpStatusCode.OK);
        _host.Clock.Advance(TimeSpan.FromMinutes(1));

        (await application.GetAsync("/admin/api/v1/plans")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Calls_of_one_person_share_a_token_until_shortly_before_its_end()
    {
        using var browser = await _host.StaffAsync();
        var first = await CallTokenAsync(browser);
        _host.Clock.Advance(TimeSpan.FromSeconds(90));
        (await CallTokenAsync(browser)).ShouldBe(first);
        _host.Clock.Advance(TimeSpan.FromSeconds(20));
        var renewed = await CallTokenAsync(browser);

        renewed.ShouldNotBe(first);
        var token = new JsonWebToken(renewed["Bearer ".Length..]);
        token.Audiences.ShouldBe(["plans"]);
        token.GetClaim("role").Value.ShouldBe("staff");
        (token.ValidTo - token.ValidFrom).ShouldBe(TimeSpan.FromMinutes(2));
    }

    private async Task<string> CallTokenAsync(HttpClient client)
    {
        (await client.GetAsync("/admin/api/v1/plans")).StatusCode.ShouldBe(HttpStatusCode.OK);
        return _host.Upstream.LastCall.Header("authorization")!;
    }

    private async Task<string> KidAsync() => new JsonWebToken((await _host.TokenAsync()).Text("access_token")).Kid;

    private async Task<List<string>> PublishedAsync()
    {
        using var client = _host.Browser();
        var set = (await client.GetFromJsonAsync<JsonObject>("/.well-known/jwks.json"))!;
        return [.. set["keys"]!.AsArray().Select(key => key!["kid"]!.GetValue<string>())];
    }
}
