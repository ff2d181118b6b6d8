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

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/plain")]
    public async Task What_a_plain_form_can_send_is_refused(string type)
    {
        using var staff = await host.StaffAsync();
        using var content = new StringContent("{}", System.Text.Encoding.UTF8, type);

        using var response = await staff.PostAsync(Path, content);

        await response.ProblemAsync(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task A_bearer_token_is_proof_enough()
    {
        using var application = await host.ApplicationAsync();
        application.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");

        (await application.PostAsync(Path, null)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
