using System.Net;
using Gateway.Tests.Support;

namespace Gateway.Tests.Security;

[Collection(SharedGateway.Name)]
public sealed class CrossSiteTests(GatewayHost host)
{
    private const string Path = "/admin/api/v1/plans/p1:archive";

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    public async Task A_change_that_another_site_causes_is_refused(string header, string value)
    {
        using var staff = await host.StaffAsync();
        staff.DefaultRequestHeaders.Add(header, value);

        using var response = await staff.PostAsync(Path, Http.Json("{}"));

        (await response.ProblemAsync(HttpStatusCode.Forbidden)).Text("reason").ShouldBe("CROSS_SITE_REQUEST");
    }

    [Fact]
    public async Task A_change_from_our_own_pages_is_taken()
    {
        using var staff = await host.StaffAsync();
        staff.DefaultRequestHeaders.Add("Origin", host.Address.GetLeftPart(UriPartial.Authority));

        (await staff.PostAsync(Path, Http.Json("{}"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>With and without a body: reading one would refuse its type too, and an empty one has none.</summary>
    [Theory]
    [InlineData("POST", Path, "{}", "application/x-www-form-urlencoded")]
    [InlineData("POST", Path, "{}", "multipart/form-data")]
    [InlineData("POST", Path, "{}", "text/plain")]
    [InlineData("POST", Path, "", "text/plain")]
    [InlineData("POST", Path, "", null)]
    [InlineData("POST", "/admin/api/v1/customers/01936c3e-0000-7000-8000-000000000000:createPortalLink", "", null)]
    [InlineData("DELETE", "/admin/api/v1/plans/p1", "", null)]
    [InlineData("PATCH", "/admin/api/v1/plans/p1", "", null)]
    public async Task What_a_plain_form_can_send_is_refused(string method, string path, string body, string? type)
    {
        using var staff = await host.StaffAsync();
        host.Upstream.Reset();
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(body)) };
        if (type is not null)
        {
            request.Content.Headers.ContentType = new(type);
        }

        using var response = await staff.SendAsync(request);

        var problem = await response.ProblemAsync(HttpStatusCode.UnsupportedMediaType);
        (problem.Text("reason"), problem.Text("detail")).ShouldBe(
            ("UNSUPPORTED_MEDIA_TYPE", "With a signed-in session the request must be application/json, also when its body is empty."));
        host.Upstream.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bearer_token_is_proof_enough()
    {
        using var application = await host.ApplicationAsync();
        application.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");

        (await application.PostAsync(Path, null)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
