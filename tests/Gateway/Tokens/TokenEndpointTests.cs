using System.Net;
using Contracts.Subscriptions.V1;
using Gateway.Tests.Support;
using Gateway.Tokens;
using Microsoft.IdentityModel.JsonWebTokens;
using Testing;

namespace Gateway.Tests.Tokens;

[Collection(SharedGateway.Name)]
public sealed class TokenEndpointTests(GatewayHost host)
{
    [Fact]
    public async Task An_application_gets_a_token_for_its_services()
    {
        var answer = await host.TokenAsync("plans:read subscriptions");

        answer.Text("token_type").ShouldBe("Bearer");
        answer["expires_in"]!.GetValue<int>().ShouldBe(600);
        answer.Text("scope").ShouldBe("plans:read subscriptions");
        var token = new JsonWebToken(answer.Text("access_token"));
        token.Alg.ShouldBe("ES256");
        token.Issuer.ShouldBe("http://gateway.test");
        token.Subject.ShouldBe(GatewayHost.ClientId);
        token.Audiences.ShouldBe(["plans", "subscriptions", "gateway"]);
        token.GetClaim("role").Value.ShouldBe("application");
        token.GetClaim("scope").Value.ShouldBe("plans:read subscriptions");
    }

    [Theory]
    [InlineData("client_credentials", GatewayHost.ClientId, "wrong", "", 401, "invalid_client")]
    [InlineData("client_credentials", "nobody", GatewayHost.ClientSecret, "", 401, "invalid_client")]
    [InlineData("client_credentials", GatewayHost.ClientId, GatewayHost.ClientSecret, "billing", 400, "invalid_scope")]
    [InlineData("client_credentials", GatewayHost.ClientId, GatewayHost.ClientSecret, "everything", 400, "invalid_scope")]
    [InlineData("password", GatewayHost.ClientId, GatewayHost.ClientSecret, "", 400, "unsupported_grant_type")]
    [InlineData("", "", "", "", 400, "invalid_request")]
    public async Task A_refusal_says_what_is_wrong(string grant, string id, string secret, string scope, int status, string error)
    {
        using var response = await PostAsync(("grant_type", grant), ("client_id", id), ("client_secret", secret), ("scope", scope));

        ((int)response.StatusCode).ShouldBe(status);
        (await response.ObjectAsync()).Text("error").ShouldBe(error);
    }

    [Fact]
    public async Task Credentials_in_the_form_are_taken_too()
    {
        using var response = await PostAsync(
            ("grant_type", "client_credentials"), ("client_id", GatewayHost.ClientId), ("client_secret", GatewayHost.ClientSecret));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await response.ObjectAsync()).Text("scope").ShouldBe("plans subscriptions billing:read");
    }

    [Fact]
    public async Task A_customers_sign_in_link_is_exchanged_once()
    {
        var customer = Guid.CreateVersion7().ToString();
        host.Upstream.Answers<GetCustomerRequest>(request => new Customer { Id = request.Id, Name = "Ada", Language = "vi" });
        using var application = await host.ApplicationAsync();
        using var created = await application.PostAsync($"/admin/api/v1/customers/{customer}:createPortalLink", null);
        var link = new Uri((await created.ObjectAsync()).Text("link")).Segments[^1];

        using var first = await ExchangeAsync(link);
        using var second = await ExchangeAsync(link);

        var token = new JsonWebToken((await first.ObjectAsync()).Text("access_token"));
        token.GetClaim("customer_id").Value.ShouldBe(customer);
        token.GetClaim("role").Value.ShouldBe("customer");
        token.GetClaim("lang").Value.ShouldBe("vi");
        (await second.ObjectAsync()).Text("error").ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task A_staff_link_is_not_exchanged_and_stays_good()
    {
        var link = await host.StaffLinkAsync();

        using var refused = await ExchangeAsync(link.Split('/')[^1]);
        using var browser = host.Browser();
        using var entered = await browser.SignInByAsync(link);

        (await refused.ObjectAsync()).Text("error").ShouldBe("invalid_grant");
        entered.Headers.Location!.OriginalString.ShouldBe("/admin");
    }

    [Theory]
    [InlineData("/portal/api/v1/profile", HttpStatusCode.Forbidden)]
    [InlineData("/admin/api/v1/plans", HttpStatusCode.OK)]
    public async Task An_application_reaches_the_admin_side_only(string path, HttpStatusCode status)
    {
        using var application = await host.ApplicationAsync();

        (await application.GetAsync(path)).StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task A_tampered_token_is_refused()
    {
        var token = (await host.TokenAsync()).Text("access_token");
        using var client = host.WithToken(token[..^4] + (token[^4] == 'A' ? "BAAA" : "AAAA"));

        using var response = await client.GetAsync("/admin/api/v1/plans");

        (await response.ProblemAsync(HttpStatusCode.Unauthorized)).Text("reason").ShouldBe("UNAUTHENTICATED");
        response.Headers.WwwAuthenticate.ShouldHaveSingleItem().Scheme.ShouldBe("Bearer");
    }

    private Task<HttpResponseMessage> ExchangeAsync(string link) =>
        PostAsync(("grant_type", TokenEndpoint.TokenExchange), ("subject_token", link), ("subject_token_type", TokenEndpoint.SignInLinkType));

    [Fact]
    public async Task An_application_that_may_only_read_makes_no_customer_of_itself()
    {
        host.Upstream.Answers<GetCustomerRequest>(request => new Customer { Id = request.Id, Name = "Ada", Language = "vi" });
        using var reader = await host.ApplicationAsync("plans:read subscriptions:read");

        using var refused = await reader.PostAsync($"/admin/api/v1/customers/{Guid.CreateVersion7()}:createPortalLink", null);
        using var preview = await reader.PostAsync($"/admin/api/v1/customers/{Guid.CreateVersion7()}:createPortalLink", Http.Json("""{"preview":true}"""));

        (await refused.ProblemAsync(HttpStatusCode.Forbidden)).Text("reason").ShouldBe("SCOPE_MISSING");
        preview.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<HttpResponseMessage> PostAsync(params (string Name, string Value)[] form)
    {
        using var client = host.Browser();
        using var content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await client.PostAsync("/oauth/token", content);
    }
}
