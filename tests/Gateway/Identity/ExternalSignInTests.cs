using System.Net;
using System.Text;
using Gateway.Data;
using Gateway.Tests.Support;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Testing;

namespace Gateway.Tests.Identity;

/// <summary>Staff through the business's own identity provider.</summary>
public sealed class ExternalSignInTests : IAsyncLifetime
{
    private const string Begin = "/admin/sign-in/external";
    private const string Refused = "/admin/sign-in?problem=provider";
    private const string Door = "/admin/api/v1/plans";

    private OpenIdProvider _provider = null!;
    private GatewayHost _host = null!;

    public async Task InitializeAsync()
    {
        _provider = await OpenIdProvider.StartAsync();
        _host = await GatewayHost.StartAsync(new(Settings) { ["Gateway:Security:TrustedProxies:0"] = "127.0.0.1", ["AllowedHosts"] = "subscriptions.example" });
        // The browser's cookie jar looks at the machine's clock.
        _host.Clock.AdjustTime(TimeProvider.System.GetUtcNow());
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task A_known_member_of_staff_gets_in()
    {
        using var browser = _host.Browser();

        using var response = await SignInAsync(browser);

        response.Headers.Location!.OriginalString.ShouldBe("/admin");
        (await browser.GetAsync(Door)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var token = new JsonWebToken(_host.Upstream.LastCall.Header("authorization")!["Bearer ".Length..]);
        token.GetClaim("role").Value.ShouldBe("staff");
        token.GetClaim("name").Value.ShouldBe("Administrator");
    }

    [Fact]
    public async Task The_session_is_that_of_a_link()
    {
        using var byLink = _host.Browser();
        using var link = await byLink.SignInByAsync(await _host.StaffLinkAsync());
        using var byProvider = _host.Browser();

        using var provider = await SignInAsync(byProvider);

        Attributes(provider, "staff-session").ShouldBe(Attributes(link, "staff-session"));
        foreach (var _ in Enumerable.Range(0, 4))
        {
            _host.Clock.Advance(TimeSpan.FromHours(5));
            (await byProvider.GetAsync(Door)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        _host.Clock.Advance(TimeSpan.FromHours(5));
        (await byProvider.GetAsync(Door)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_provider_that_never_speaks_of_verification_is_taken_at_its_word()
    {
        _provider.Claims = claims => claims.Remove("email_verified");
        using var browser = _host.Browser();

        using var response = await SignInAsync(browser);

        response.Headers.Location!.OriginalString.ShouldBe("/admin");
    }

    [Theory]
    [InlineData("email", "stranger@example.com")]
    [InlineData("email", null)]
    [InlineData("email_verified", false)]
    [InlineData("email_verified", "false")]
    [InlineData("email_verified", "yes")]
    [InlineData("aud", "another-client")]
    [InlineData("iss", "http://another-provider.example")]
    [InlineData("nonce", "638000000000000000.AnotherNonce")]
    [InlineData("nonce", null)]
    public async Task Nobody_else_does(string claim, object? value)
    {
        _provider.Claims = claims =>
        {
            claims.Remove(claim);
            if (value is not null)
            {
                claims[claim] = value;
            }
        };

        await IsRefusedAsync();
    }

    [Fact]
    public async Task Someone_who_is_no_member_of_staff_any_more_does_not()
    {
        await using (var scope = _host.Services.CreateAsyncScope())
        {
            (await scope.ServiceProvider.GetRequiredService<GatewayDb>().StaffMembers.ExecuteDeleteAsync()).ShouldBe(1);
        }

        await IsRefusedAsync();
    }

    [Fact]
    public async Task A_token_that_has_expired_is_refused()
    {
        _provider.Claims = claims => claims["exp"] = TimeProvider.System.GetUtcNow().AddMinutes(-10).ToUnixTimeSeconds();

        await IsRefusedAsync();
    }

    [Fact]
    public async Task A_token_signed_by_another_key_is_refused()
    {
        _provider.HasForeignKey = true;

        await IsRefusedAsync();
    }

    [Fact]
    public async Task A_token_that_was_changed_after_signing_is_refused()
    {
        _provider.Claims = claims => claims["email"] = "stranger@example.com";
        _provider.Token = token =>
        {
            var parts = token.Split('.');
            var claims = Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(parts[1])).Replace("stranger@", "admin@", StringComparison.Ordinal);
            return $"{parts[0]}.{WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(claims))}.{parts[2]}";
        };

        await IsRefusedAsync();
    }

    [Theory]
    [InlineData("""{"alg":"none"}""")]
    [InlineData("""{"alg":"ES256","kid":"k1"}""")]
    public async Task A_token_without_a_signature_is_refused(string header)
    {
        _provider.Token = token => $"{WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(header))}.{token.Split('.')[1]}.";

        await IsRefusedAsync();
    }

    [Fact]
    public async Task Someone_who_says_no_at_the_provider_is_led_back()
    {
        _provider.IsDenied = true;

        await IsRefusedAsync();
    }

    [Fact]
    public async Task An_answer_that_was_not_asked_for_is_refused()
    {
        using var asked = _host.Browser();
        using var other = _host.Browser();
        var answer = await AnswerAsync(asked);

        await IsRefusedAsync(other, answer);
    }

    [Theory]
    [InlineData("state", "")]
    [InlineData("state", "made-up")]
    [InlineData("code", "")]
    [InlineData("code", "made-up")]
    public async Task A_changed_answer_is_refused(string parameter, string value)
    {
        using var browser = _host.Browser();
        var answer = new Uri(_host.Address, await AnswerAsync(browser));
        var query = QueryHelpers.ParseQuery(answer.Query).ToDictionary(pair => pair.Key, pair => (string?)pair.Value.ToString());
        query[parameter] = value;

        await IsRefusedAsync(browser, QueryHelpers.AddQueryString(answer.AbsolutePath, query));
    }

    [Fact]
    public async Task An_answer_works_once()
    {
        using var browser = _host.Browser();
        var answer = await AnswerAsync(browser);
        (await browser.GetAsync(answer)).Headers.Location!.OriginalString.ShouldBe("/admin");

        using var again = await browser.GetAsync(answer);

        again.Headers.Location!.OriginalString.ShouldBe(Refused);
    }

    [Fact]
    public async Task The_code_of_another_persons_sign_in_is_refused()
    {
        using var browser = _host.Browser();
        using var other = _host.Browser();
        var own = QueryHelpers.ParseQuery(new Uri(_host.Address, await AnswerAsync(browser)).Query);
        var stolen = QueryHelpers.ParseQuery(new Uri(_host.Address, await AnswerAsync(other)).Query);

        // The provider finds that the verifier is not the one of the stolen code.
        await IsRefusedAsync(browser, QueryHelpers.AddQueryString("/sign-in/external", new Dictionary<string, string?>
        {
            ["code"] = stolen["code"],
            ["state"] = own["state"],
        }));
    }

    [Fact]
    public async Task A_token_of_an_earlier_sign_in_is_refused()
    {
        string? earlier = null;
        _provider.Token = token => earlier ??= token;
        using var first = _host.Browser();
        (await SignInAsync(first)).Headers.Location!.OriginalString.ShouldBe("/admin");

        await IsRefusedAsync();
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_leads_back_to_the_sign_in_page()
    {
        await _provider.DisposeAsync();
        using var browser = _host.Browser();

        using var response = await browser.GetAsync(Begin);

        response.Headers.Location!.OriginalString.ShouldBe(Refused);
    }

    [Theory]
    [InlineData("returnPath")]
    [InlineData("ReturnUrl")]
    [InlineData("redirect_uri")]
    public async Task Nobody_is_sent_on_to_another_address(string parameter)
    {
        using var browser = _host.Browser();

        using var response = await SignInAsync(browser, $"{Begin}?{parameter}=https%3A%2F%2Felsewhere.example%2F");

        response.Headers.Location!.OriginalString.ShouldBe("/admin");
    }

    [Fact]
    public async Task Behind_a_proxy_that_ends_TLS_the_cookies_are_secure_and_the_address_is_the_public_one()
    {
        using var browser = _host.Browser();
        browser.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.1");
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        browser.DefaultRequestHeaders.Add("X-Forwarded-Host", "subscriptions.example");

        using var begun = await browser.GetAsync(Begin);

        QueryHelpers.ParseQuery(begun.Headers.Location!.Query)["redirect_uri"].ToString().ShouldBe("https://subscriptions.example/sign-in/external");
        var cookies = begun.Headers.GetValues("Set-Cookie").ToList();
        cookies.Count.ShouldBe(2);
        foreach (var cookie in cookies)
        {
            Attributes(cookie).ShouldBe(["path=/sign-in/external", "secure", "samesite=lax", "httponly"]);
        }
    }

    [Fact]
    public async Task Without_TLS_the_cookies_come_back_too()
    {
        using var browser = _host.Browser();

        using var begun = await browser.GetAsync(Begin);

        begun.Headers.GetValues("Set-Cookie").ShouldAllBe(cookie => Attributes(cookie).SequenceEqual(new[] { "path=/sign-in/external", "samesite=lax", "httponly" }));
    }

    [Fact]
    public async Task The_provider_learns_no_more_than_the_protocol_needs()
    {
        using var browser = _host.Browser();

        using var begun = await browser.GetAsync(Begin);

        var query = QueryHelpers.ParseQuery(begun.Headers.Location!.Query);
        query.Keys.Order().ShouldBe(["client_id", "code_challenge", "code_challenge_method", "nonce", "redirect_uri", "response_type", "scope", "state"]);
        query["scope"].ToString().ShouldBe("openid email");
        query["code_challenge_method"].ToString().ShouldBe("S256");
    }

    [Fact]
    public async Task The_provider_of_these_tests_takes_no_code_without_its_verifier()
    {
        using var browser = _host.Browser();
        var answer = new Uri(_host.Address, await AnswerAsync(browser));

        using var response = await browser.PostAsync(new Uri(_provider.Authority + "/token"), new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = OpenIdProvider.ClientId,
            ["client_secret"] = OpenIdProvider.ClientSecret,
            ["redirect_uri"] = answer.GetLeftPart(UriPartial.Path),
            ["code"] = QueryHelpers.ParseQuery(answer.Query)["code"].ToString(),
        }));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldContain("invalid_grant");
    }

    [Fact]
    public async Task The_sign_in_page_of_staff_offers_it()
    {
        using var browser = _host.Browser();

        (await browser.GetStringAsync("/admin/sign-in")).ShouldContain($"href=\"{Begin}\"");
        (await browser.GetStringAsync("/portal/sign-in")).ShouldNotContain(Begin);
    }

    [Fact]
    public async Task It_can_begin_at_one_replica_and_end_at_another()
    {
        var other = await _host.ReplicaAsync(Settings);
        using var browser = _host.Browser();
        var answer = new Uri(_host.Address, await AnswerAsync(browser)).PathAndQuery;

        // Cookies are of a host, whatever its port.
        using var ended = await browser.GetAsync(new Uri(other.Address, answer));

        ended.Headers.Location!.OriginalString.ShouldBe("/admin");
        (await browser.GetAsync(Door)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await other.DisposeAsync();
    }

    private Dictionary<string, string?> Settings => new()
    {
        ["Gateway:Identity:OpenIdConnect:Authority"] = _provider.Authority,
        ["Gateway:Identity:OpenIdConnect:ClientId"] = OpenIdProvider.ClientId,
        ["Gateway:Identity:OpenIdConnect:ClientSecret"] = OpenIdProvider.ClientSecret,
    };

    private static string[] Attributes(HttpResponseMessage response, string cookie) =>
        Attributes(response.Headers.GetValues("Set-Cookie").Single(set => set.StartsWith(cookie + "=", StringComparison.Ordinal)));

    /// <summary>Without name, value and end.</summary>
    private static string[] Attributes(string cookie) =>
        [.. cookie.Split("; ").Skip(1).Where(attribute => !attribute.StartsWith("expires=", StringComparison.Ordinal))];

    private async Task IsRefusedAsync()
    {
        using var browser = _host.Browser();
        await IsRefusedAsync(browser, await AnswerAsync(browser));
    }

    private static async Task IsRefusedAsync(HttpClient browser, string answer)
    {
        using var response = await browser.GetAsync(answer);

        response.Headers.Location!.OriginalString.ShouldBe(Refused);
        response.Headers.TryGetValues("Set-Cookie", out var cookies);
        (cookies ?? []).ShouldNotContain(cookie => cookie.StartsWith("staff-session", StringComparison.Ordinal));
        (await browser.GetAsync(Door)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await browser.GetStringAsync(Refused)).ShouldContain("Signing in with your company account did not work. Try again, or have a link sent to you.");
    }

    private async Task<HttpResponseMessage> SignInAsync(HttpClient browser, string begin = Begin) =>
        await browser.GetAsync(await AnswerAsync(browser, begin));

    /// <summary>Where the provider sends the browser back to.</summary>
    private async Task<string> AnswerAsync(HttpClient browser, string begin = Begin)
    {
        using var begun = await browser.GetAsync(begin);
        begun.Headers.Location!.OriginalString.ShouldStartWith(_provider.Authority + "/authorize?");
        using var answered = await browser.GetAsync(begun.Headers.Location);
        return answered.Headers.Location!.OriginalString;
    }
}
