using System.Net;
using Gateway.Data;
using Gateway.Tests.Support;
using Gateway.Tokens;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.Tokens;

/// <summary>A token that the gateway has verified a moment ago opens no door that it would not open now.</summary>
public sealed class RememberedTokenTests : IAsyncLifetime
{
    private const string Door = "/admin/api/v1/plans";

    private readonly GatewayHost _host = new();

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task It_is_refused_at_its_own_end_though_it_was_taken_a_second_before()
    {
        using var application = await _host.ApplicationAsync();

        _host.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        (await application.GetAsync(Door)).StatusCode.ShouldBe(HttpStatusCode.OK);
        _host.Clock.Advance(TimeSpan.FromSeconds(1));

        (await application.GetAsync(Door)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task With_its_key_withdrawn_it_is_refused_and_a_new_keys_token_is_taken()
    {
        using var old = await _host.ApplicationAsync();
        (await old.GetAsync(Door)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await using (var scope = _host.Services.CreateAsyncScope())
        {
            (await scope.ServiceProvider.GetRequiredService<GatewayDb>().SigningKeys.ExecuteDeleteAsync()).ShouldBe(1);
        }

        // Keys are read again after five minutes; the token would be good for five more.
        _host.Clock.Advance(TimeSpan.FromMinutes(5));
        using var renewed = await _host.ApplicationAsync();

        (await renewed.GetAsync(Door)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await old.GetAsync(Door)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task One_that_was_made_for_a_service_is_refused_however_often_it_comes()
    {
        var issued = await _host.Services.GetRequiredService<AccessTokens>().IssueAsync(
            new Grant("app", "Warehouse", Grant.Application, Scope: "plans"), ["plans"], TimeSpan.FromMinutes(10), default);
        using var client = _host.WithToken(issued.Value);

        for (var time = 0; time < 3; time++)
        {
            (await client.GetAsync(Door)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task A_changed_signature_is_refused_after_the_right_one_was_taken()
    {
        var token = (await _host.TokenAsync()).Text("access_token");
        using var good = _host.WithToken(token);
        (await good.GetAsync(Door)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var at = token.LastIndexOf('.') + 10;
        using var forged = _host.WithToken($"{token[..at]}{(token[at] == 'A' ? 'B' : 'A')}{token[(at + 1)..]}");

        (await forged.GetAsync(Door)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
