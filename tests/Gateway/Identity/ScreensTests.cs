using System.Net;
using System.Text.RegularExpressions;
using Gateway.Tests.Support;

namespace Gateway.Tests.Identity;

[Collection(SharedGateway.Name)]
public sealed partial class ScreensTests(GatewayHost host)
{
    [Theory]
    [InlineData("/admin/subscriptions", "/admin/sign-in")]
    [InlineData("/portal/subscriptions", "/portal/sign-in")]
    public async Task A_page_sends_strangers_to_its_sign_in_form(string page, string form)
    {
        using var browser = host.Browser();

        using var response = await browser.GetAsync(page);

        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        new Uri(host.Address, response.Headers.Location!).AbsolutePath.ShouldBe(form);
        (await browser.GetAsync(form)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Staff_sign_out_by_the_form_of_a_page()
    {
        using var browser = await host.StaffAsync();
        var page = await browser.GetStringAsync("/admin/subscriptions");
        var proof = Proof().Match(page).Groups[1].Value;
        proof.ShouldNotBeEmpty();

        using var response = await browser.PostAsync("/admin/sign-out", new FormUrlEncodedContent([new("__RequestVerificationToken", WebUtility.HtmlDecode(proof))]));

        response.Headers.Location!.OriginalString.ShouldBe("/admin/sign-in");
        (await browser.GetAsync("/admin/api/v1/plans")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="([^"]+)""")]
    private static partial Regex Proof();
}
