using System.Net;
using System.Threading.Channels;
using Contracts.Notifications.V1;
using Contracts.Subscriptions.V1;
using Gateway.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Screens.Identity;
using Testing;

namespace Gateway.Tests.Identity;

public sealed class SignInTests : IAsyncLifetime
{
    private static readonly string _customerId = Guid.CreateVersion7().ToString();
    private readonly GatewayHost _host = new();

    public async Task InitializeAsync()
    {
        await _host.InitializeAsync();
        _host.Upstream.Answers<GetCustomerRequest>(request => new Customer { Id = request.Id, Name = "Ada", Email = "ada@example.com", Language = "vi" });
        _host.Upstream.Answers<GetProfileRequest>(_ => new Profile { CustomerId = _customerId });
    }

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_link_signs_in_once()
    {
        var link = await _host.StaffLinkAsync();
        using var first = _host.Browser();
        using var second = _host.Browser();

        using var entered = await first.SignInByAsync(link);
        using var refused = await second.SignInByAsync(link);

        entered.Headers.Location!.OriginalString.ShouldBe("/admin");
        refused.Headers.Location!.OriginalString.ShouldBe("/admin/sign-in?problem=used");
        refused.Headers.Contains("Set-Cookie").ShouldBeFalse();
        (await first.GetAsync("/admin/api/v1/plans")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await second.GetAsync("/admin/api/v1/plans")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("/admin/plans/p1", "/admin/plans/p1")]
    [InlineData("/portal/subscriptions/s1", "/admin")]
    [InlineData("https://elsewhere.example/admin/", "/admin")]
    [InlineData("//elsewhere.example/admin/", "/admin")]
    [InlineData("/admin/\\elsewhere.example", "/admin")]
    [InlineData("", "/admin")]
    [InlineData("/admin", "/admin")]
    [InlineData("/admin/plans?query=a%2Fb", "/admin/plans?query=a%2Fb")]
    [InlineData("/portal/../admin/plans", "/admin")]
    [InlineData("/admin/../portal/", "/admin")]
    [InlineData("/admin/%2e%2e/portal/", "/admin")]
    [InlineData("/admin/%2E./portal/", "/admin")]
    [InlineData("/admin/..%2fportal/", "/admin")]
    [InlineData("/admin/x%5c..%5cportal", "/admin")]
    [InlineData("/admin//elsewhere.example", "/admin")]
    [InlineData("/\\elsewhere.example/admin/", "/admin")]
    [InlineData("/admin/\r\nLocation: //elsewhere.example", "/admin")]
    [InlineData("/admin/%0d%0aLocation:x", "/admin")]
    [InlineData("/administrator/", "/admin")]
    [InlineData("javascript:alert(1)", "/admin")]
    public async Task A_link_leads_on_to_a_page_of_its_own_side_only(string wanted, string opened)
    {
        using var browser = _host.Browser();

        using var response = await browser.SignInByAsync($"{await _host.StaffLinkAsync()}?returnPath={Uri.EscapeDataString(wanted)}");

        response.Headers.Location!.OriginalString.ShouldBe(opened);
    }

    [Fact]
    public async Task Of_many_simultaneous_uses_one_gets_in()
    {
        var link = await _host.StaffLinkAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _host.Browser().SignInByAsync(link)));

        answers.Count(answer => answer.Headers.Location!.OriginalString == "/admin").ShouldBe(1);
    }

    [Fact]
    public async Task Looking_at_a_link_does_not_use_it_up()
    {
        var link = await _host.StaffLinkAsync();
        using var scanner = _host.Browser();
        using var browser = _host.Browser();

        foreach (var path in new[] { link, $"/admin{link}" })
        {
            using var look = await scanner.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
            look.StatusCode.ShouldBe(path == link ? HttpStatusCode.Redirect : HttpStatusCode.OK);
            using var prefetch = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Sec-Purpose", "prefetch" } } };
            using var looked = await scanner.SendAsync(prefetch);
            looked.Headers.TryGetValues("Set-Cookie", out var cookies);
            (cookies ?? []).ShouldAllBe(cookie => cookie.StartsWith("form-proof=", StringComparison.Ordinal));
        }

        using var entered = await browser.SignInByAsync(link);

        entered.Headers.Location!.OriginalString.ShouldBe("/admin");
        (await scanner.GetAsync("/admin/api/v1/plans")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_link_opens_a_page_that_says_who_would_be_signed_in_and_is_kept_by_nobody()
    {
        var link = await PortalLinkAsync(preview: false);
        using var browser = _host.Browser();

        using var page = await browser.GetAsync("/portal" + link);

        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        page.Headers.CacheControl!.NoStore.ShouldBeTrue();
        page.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
        page.Headers.GetValues("X-Robots-Tag").ShouldBe(["noindex"]);
        var html = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync());
        html.ShouldContain("<html lang=\"vi\"");
        html.ShouldContain("Ada");
        html.ShouldContain("a•••@example.com");
        html.ShouldNotContain("ada@example.com");
        html.ShouldNotContain("id=\"replaces\"");
    }

    [Fact]
    public async Task Who_is_signed_in_as_another_is_told_and_swapped_by_the_button_only()
    {
        using var browser = await PortalAsync(preview: false);
        _host.Upstream.Answers<GetCustomerRequest>(request => request.Id == _customerId
            ? new Customer { Id = request.Id, Name = "Ada", Email = "ada@example.com", Language = "vi" }
            : new Customer { Id = request.Id, Name = "Eve", Email = "eve@example.com", Language = "en" });
        var another = await PortalLinkAsync(preview: false, Guid.CreateVersion7().ToString());

        var html = await browser.GetStringAsync("/portal" + another);
        html.ShouldContain("You are signed in as Ada now.");
        (await SubjectAsync(browser)).ShouldBe(_customerId);

        using var entered = await browser.SignInByAsync(another);
        entered.Headers.Location!.OriginalString.ShouldBe("/portal");
        (await SubjectAsync(browser)).ShouldNotBe(_customerId);
    }

    [Fact]
    public async Task The_button_needs_the_forms_proof_and_without_it_the_link_stays_good()
    {
        var link = await _host.StaffLinkAsync();
        using var browser = _host.Browser();

        using var forged = await browser.PostAsync("/admin" + link, new FormUrlEncodedContent([]));
        using var entered = await browser.SignInByAsync(link);

        forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        entered.Headers.Location!.OriginalString.ShouldBe("/admin");
    }

    [Fact]
    public async Task A_link_of_one_side_opens_nothing_on_the_other()
    {
        var link = await _host.StaffLinkAsync();
        using var browser = _host.Browser();

        using var refused = await browser.GetAsync("/portal" + link);

        refused.Headers.Location!.OriginalString.ShouldBe("/portal/sign-in?problem=invalid");
    }

    [Fact]
    public async Task A_link_ends_after_15_minutes()
    {
        var link = await _host.StaffLinkAsync();
        using var browser = _host.Browser();
        _host.Clock.Advance(TimeSpan.FromMinutes(15));

        using var response = await browser.SignInByAsync(link);

        response.Headers.Location!.OriginalString.ShouldBe("/admin/sign-in?problem=expired");
    }

    [Fact]
    public async Task A_made_up_link_is_invalid()
    {
        using var browser = _host.Browser();

        using var response = await browser.SignInByAsync("/sign-in/made-up");

        response.Headers.Location!.OriginalString.ShouldBe("/portal/sign-in?problem=invalid");
    }

    [Fact]
    public async Task The_session_cookie_is_out_of_reach_of_scripts_and_other_sites()
    {
        using var browser = _host.Browser();
        using var response = await browser.SignInByAsync(await _host.StaffLinkAsync());

        var cookie = response.Headers.GetValues("Set-Cookie").Single().ToUpperInvariant();

        cookie.ShouldStartWith("STAFF-SESSION=");
        cookie.ShouldContain("HTTPONLY");
        cookie.ShouldContain("SAMESITE=LAX");
        cookie.ShouldContain("PATH=/ADMIN");
    }

    [Theory]
    [InlineData(8, HttpStatusCode.Unauthorized)]
    [InlineData(7, HttpStatusCode.OK)]
    public async Task A_session_ends_when_it_is_left_alone(int hours, HttpStatusCode status)
    {
        using var browser = await _host.StaffAsync();
        _host.Clock.Advance(TimeSpan.FromHours(hours) + TimeSpan.FromMinutes(1));

        (await browser.GetAsync("/admin/api/v1/plans")).StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task A_session_ends_after_a_day_even_when_it_is_used()
    {
        using var browser = await _host.StaffAsync();
        for (var hour = 5; hour <= 20; hour += 5)
        {
            _host.Clock.Advance(TimeSpan.FromHours(5));
            (await browser.GetAsync("/admin/api/v1/plans")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        _host.Clock.Advance(TimeSpan.FromHours(5));

        (await browser.GetAsync("/admin/api/v1/plans")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_portal_link_opens_the_portal_and_nothing_else()
    {
        using var browser = await PortalAsync(preview: false);

        (await browser.GetAsync("/portal/api/v1/profile")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync("/admin/api/v1/plans")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await browser.PostAsync("/portal/api/v1/subscriptions/s1:close", Http.Json("{}"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_preview_may_look_only()
    {
        using var browser = await PortalAsync(preview: true);

        using var refused = await browser.PostAsync("/portal/api/v1/subscriptions/s1:close", Http.Json("{}"));

        (await browser.GetAsync("/portal/api/v1/profile")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await refused.ProblemAsync(HttpStatusCode.Forbidden)).Text("reason").ShouldBe("PREVIEW_READ_ONLY");
    }

    [Fact]
    public async Task A_staff_session_does_not_open_the_portal()
    {
        using var browser = await _host.StaffAsync();

        (await browser.GetAsync("/portal/api/v1/profile")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_link_for_an_unknown_customer_is_not_found()
    {
        _host.Upstream.Answers<GetCustomerRequest>(_ => throw Upstream.Refusal(Grpc.Core.StatusCode.NotFound, "There is none.", "NOT_FOUND"));
        using var staff = await _host.StaffAsync();

        using var response = await staff.PostAsync("/admin/api/v1/customers/nobody:createPortalLink", Http.Json("{}"));

        await response.ProblemAsync(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{"preview":"yes"}""", "preview")]
    [InlineData("""{"peek":true}""", "peek")]
    public async Task A_bad_request_for_a_portal_link_is_refused(string body, string field)
    {
        using var staff = await _host.StaffAsync();

        using var response = await staff.PostAsync("/admin/api/v1/customers/c1:createPortalLink", Http.Json(body));

        (await response.ProblemAsync(HttpStatusCode.BadRequest))["errors"]!.AsObject().ContainsKey(field).ShouldBeTrue();
    }

    [Fact]
    public async Task Signing_out_needs_the_forms_proof()
    {
        using var browser = await _host.StaffAsync();

        using var response = await browser.PostAsync("/admin/sign-out", new FormUrlEncodedContent([]));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.GetAsync("/admin/api/v1/plans")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_known_address_is_mailed_a_link_and_an_unknown_one_is_not()
    {
        var mails = Channel.CreateUnbounded<SendSignInLinkRequest>();
        _host.Upstream.Answers<SendSignInLinkRequest>(request =>
        {
            mails.Writer.TryWrite(request);
            return new SendSignInLinkResponse();
        });
        _host.Upstream.Answers<ListCustomersRequest>(request => request.Email == "ada@example.com"
            ? new ListCustomersResponse { Customers = { new Customer { Id = _customerId, Name = "Ada", Email = request.Email, Language = "vi" } } }
            : new ListCustomersResponse());
        await using (var scope = _host.Services.CreateAsyncScope())
        {
            var links = scope.ServiceProvider.GetRequiredService<ISignInLinks>();
            await links.RequestLinkAsync(SignInPurpose.Customer, "nobody@example.com", default);
            await links.RequestLinkAsync(SignInPurpose.Staff, "ada@example.com", default);
            await links.RequestLinkAsync(SignInPurpose.Customer, "ada@example.com", default);
            await links.RequestLinkAsync(SignInPurpose.Staff, " Admin@Example.com ", default);
        }

        // They are handled in their order, so the last mail means that all four are done.
        var customer = await mails.Reader.ReadAsync();
        var staff = await mails.Reader.ReadAsync();

        customer.To.ShouldBe("ada@example.com");
        customer.Language.ShouldBe("vi");
        customer.ValidMinutes.ShouldBe(15);
        staff.To.ShouldBe("admin@example.com");
        mails.Reader.TryRead(out _).ShouldBeFalse();
        using var browser = _host.Browser();
        (await browser.SignInByAsync(new Uri(customer.Link).AbsolutePath)).Headers.Location!.OriginalString.ShouldBe("/portal");
    }

    [Fact]
    public async Task One_person_is_mailed_a_few_links_at_a_time()
    {
        var mails = Channel.CreateUnbounded<SendSignInLinkRequest>();
        _host.Upstream.Answers<SendSignInLinkRequest>(request =>
        {
            mails.Writer.TryWrite(request);
            return new SendSignInLinkResponse();
        });
        _host.Upstream.Answers<ListCustomersRequest>(request =>
            new ListCustomersResponse { Customers = { new Customer { Id = request.Email, Name = "Ada", Email = request.Email, Language = "en" } } });
        await using (var scope = _host.Services.CreateAsyncScope())
        {
            var links = scope.ServiceProvider.GetRequiredService<ISignInLinks>();
            for (var i = 0; i < 7; i++)
            {
                await links.RequestLinkAsync(SignInPurpose.Customer, "ada@example.com", default);
            }

            await links.RequestLinkAsync(SignInPurpose.Customer, "last@example.com", default);
        }

        var mailed = new List<string>();
        do
        {
            mailed.Add((await mails.Reader.ReadAsync()).To);
        }
        while (mailed[^1] != "last@example.com");

        mailed.Count(to => to == "ada@example.com").ShouldBe(5);
    }

    private Task<string> PortalLinkAsync(bool preview, string? customer = null) => _host.PortalLinkAsync(customer ?? _customerId, preview);

    /// <summary>Whom the services are told that a browser's request comes from.</summary>
    private async Task<string> SubjectAsync(HttpClient browser)
    {
        (await browser.GetAsync("/portal/api/v1/profile")).StatusCode.ShouldBe(HttpStatusCode.OK);
        return new JsonWebToken(_host.Upstream.LastCall.Header("authorization")!["Bearer ".Length..]).Subject;
    }

    private async Task<HttpClient> PortalAsync(bool preview)
    {
        var browser = _host.Browser();
        using var response = await browser.SignInByAsync(await PortalLinkAsync(preview));
        response.Headers.Location!.OriginalString.ShouldBe("/portal");
        return browser;
    }
}
