using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Contracts.Subscriptions.V1;
using Gateway.Data;
using Gateway.Identity;
using Gateway.Tests.Support;
using Gateway.Tokens;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Testing;
using Testing.Processes;

namespace Gateway.Tests.Identity;

/// <summary>Sessions live on the server: what ends one counts for every copy of its cookie, on every replica, at once.</summary>
public sealed partial class SessionTests : IAsyncLifetime
{
    private const string StaffPage = "/admin/subscriptions";
    private const string StaffCall = "/admin/api/v1/plans";
    private const string PortalPage = "/portal/help/closing";
    private const string PortalCall = "/portal/api/v1/profile";

    private static readonly string _customerId = Guid.CreateVersion7().ToString();
    private readonly GatewayHost _host = new([], FreePorts.Next());
    private GatewayHost _replica = null!;
    private string _address = "ada@example.com";
    private int _addressVersion = 1;
    private bool _isAway;

    public async Task InitializeAsync()
    {
        await _host.InitializeAsync();
        _replica = await _host.ReplicaAsync([], FreePorts.Next());
        foreach (var upstream in new[] { _host.Upstream, _replica.Upstream })
        {
            upstream.Answers<GetCustomerRequest>(request => _isAway
                ? throw Upstream.Refusal(StatusCode.Unavailable, "away", "UNAVAILABLE")
                : new Customer { Id = request.Id, Name = "Ada", Email = _address, EmailVersion = _addressVersion, Language = "en" });
            upstream.Answers<GetProfileRequest>(_ => new Profile { CustomerId = _customerId, Name = "Ada" });
        }
    }

    public async Task DisposeAsync()
    {
        await _replica.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Signing_out_ends_every_copy_of_the_cookie_on_every_replica()
    {
        var cookies = new CookieContainer();
        using var browser = _host.Browser(cookies);
        await _host.SignInAsStaffAsync(browser);
        var copy = Copy(cookies, "/admin");
        await Works(copy, StaffPage, StaffCall);

        await SignOut(browser, StaffPage, "/admin/sign-out");

        await IsRefused(copy, StaffPage, StaffCall);
    }

    [Fact]
    public async Task A_customer_who_signs_out_ends_every_copy_too()
    {
        var cookies = new CookieContainer();
        using var browser = _host.Browser(cookies);
        await SignInToPortal(browser, preview: false);
        var copy = Copy(cookies, "/portal");
        await Works(copy, PortalPage, PortalCall);

        await SignOut(browser, PortalPage, "/portal/sign-out");

        await IsRefused(copy, PortalPage, PortalCall);
    }

    [Fact]
    public async Task Signing_out_leaves_the_persons_other_sessions_alone()
    {
        using var one = await _host.StaffAsync();
        using var other = await _host.StaffAsync();

        await SignOut(one, StaffPage, "/admin/sign-out");

        (await one.GetAsync(StaffCall)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await other.GetAsync(StaffCall)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_all_of_them()
    {
        using var one = await _host.StaffAsync();
        using var other = await _replica.StaffAsync();

        await SignOut(one, StaffPage, "/admin/sign-out", new KeyValuePair<string, string>("everywhere", "true"));

        (await other.GetAsync(StaffCall)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_member_of_staff_who_is_removed_is_out_at_once()
    {
        var cookies = new CookieContainer();
        using var browser = _host.Browser(cookies);
        await _host.SignInAsStaffAsync(browser);
        var copy = Copy(cookies, "/admin");

        await InDatabase(async db => (await db.StaffMembers.ExecuteDeleteAsync()).ShouldBe(1));

        await IsRefused(copy, StaffPage, StaffCall);
    }

    [Fact]
    public async Task A_link_of_a_member_of_staff_who_is_removed_lets_nobody_in()
    {
        var link = await _host.StaffLinkAsync();
        await InDatabase(db => db.StaffMembers.ExecuteDeleteAsync());
        using var browser = _host.Browser();

        using var refused = await browser.SignInByAsync(link);

        refused.Headers.Location!.OriginalString.ShouldBe("/portal/sign-in?problem=invalid");
    }

    [Fact]
    public async Task A_link_that_went_to_a_customers_former_address_says_that_it_is_not_valid()
    {
        var page = "/portal" + await PortalLink(preview: false);
        using var browser = _host.Browser();
        var proof = WebUtility.HtmlDecode(Proof().Match(await browser.GetStringAsync(page)).Groups[1].Value);
        _address = "new@example.com";

        using var looked = await browser.GetAsync(page);
        using var pressed = await browser.PostAsync(page, new FormUrlEncodedContent([new("__RequestVerificationToken", proof)]));

        foreach (var refused in new[] { looked, pressed })
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            refused.Headers.Location!.OriginalString.ShouldBe("/portal/sign-in?problem=invalid");
        }

        (await browser.GetAsync(PortalCall)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_customer_whose_mail_address_changes_is_out_at_once_on_every_replica()
    {
        var cookies = new CookieContainer();
        using var browser = _host.Browser(cookies);
        await SignInToPortal(browser, preview: false);
        var copy = Copy(cookies, "/portal");
        await Works(copy, PortalPage, PortalCall);

        _address = "eve@example.com";

        await IsRefused(copy, PortalPage, PortalCall);
    }

    [Fact]
    public async Task An_address_that_was_given_up_and_taken_again_signs_out_too()
    {
        using var browser = _host.Browser();
        await SignInToPortal(browser, preview: false);
        (await browser.GetAsync(PortalCall)).StatusCode.ShouldBe(HttpStatusCode.OK);

        // To another address and back, with no request meanwhile.
        _addressVersion += 2;

        (await browser.GetAsync(PortalCall)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_replica_that_is_asked_first_is_the_one_that_did_not_begin_the_session()
    {
        using var browser = _host.Browser();
        await SignInToPortal(browser, preview: false);
        (await browser.GetAsync(PortalCall)).StatusCode.ShouldBe(HttpStatusCode.OK);

        _address = "eve@example.com";

        (await browser.GetAsync(new Uri(_replica.Address, PortalCall))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_address_that_is_written_differently_is_the_same()
    {
        using var browser = _host.Browser();
        await SignInToPortal(browser, preview: false);

        _address = "ADA@example.com ";

        (await browser.GetAsync(PortalCall)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_customer_stays_signed_in_for_a_quarter_of_an_hour_while_Subscriptions_does_not_answer()
    {
        using var browser = _host.Browser();
        await SignInToPortal(browser, preview: false);
        (await browser.GetAsync(PortalCall)).StatusCode.ShouldBe(HttpStatusCode.OK);
        _isAway = true;

        _host.Clock.Advance(TimeSpan.FromMinutes(14));
        (await browser.GetAsync(PortalCall)).StatusCode.ShouldBe(HttpStatusCode.OK);
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        (await browser.GetAsync(PortalCall)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        _isAway = false;

        (await browser.GetAsync(PortalCall)).StatusCode.ShouldBe(HttpStatusCode.OK, "the session was not ended");
    }

    [Fact]
    public async Task Once_a_changed_address_was_seen_no_session_with_the_former_one_works_though_Subscriptions_does_not_answer()
    {
        using var one = _host.Browser();
        using var other = _replica.Browser();
        await SignInToPortal(one, preview: false);
        await SignInToPortal(other, preview: false);
        _address = "eve@example.com";
        using var anew = _host.Browser();
        await SignInToPortal(anew, preview: false);

        (await one.GetAsync(PortalCall)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        _isAway = true;

        (await other.GetAsync(PortalCall)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await anew.GetAsync(PortalCall)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Nor_does_a_link_that_went_there()
    {
        using var browser = _host.Browser();
        await SignInToPortal(browser, preview: false);
        var link = await PortalLink(preview: false);
        _address = "eve@example.com";
        (await browser.GetAsync(PortalCall)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        _isAway = true;
        using var stranger = _replica.Browser();
        using var refused = await stranger.GetAsync("/portal" + link);

        refused.Headers.Location!.OriginalString.ShouldBe("/portal/sign-in?problem=invalid");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_token_ends_at_once_on_every_replica_when_the_address_changes(bool overGrpc)
    {
        var token = await Exchange(await PortalLink(preview: false));
        (await AskWith(token, overGrpc)).ShouldAllBe(isTaken => isTaken);

        _address = "eve@example.com";

        (await AskWith(token, overGrpc)).ShouldAllBe(isTaken => !isTaken);
    }

    [Fact]
    public async Task A_token_ends_when_its_customer_signs_out_everywhere()
    {
        var token = await Exchange(await PortalLink(preview: false));
        using var browser = _host.Browser();
        await SignInToPortal(browser, preview: false);

        await SignOut(browser, PortalPage, "/portal/sign-out", new KeyValuePair<string, string>("everywhere", "true"));

        (await AskWith(token, overGrpc: false)).ShouldAllBe(isTaken => !isTaken);
    }

    [Fact]
    public async Task A_token_for_a_preview_ends_with_the_staff_session_that_asked_for_it()
    {
        using var staff = await _host.StaffAsync();
        var token = await Exchange(await PortalLink(preview: true, asker: staff));
        (await AskWith(token, overGrpc: false)).ShouldAllBe(isTaken => isTaken);

        await SignOut(staff, StaffPage, "/admin/sign-out");

        (await AskWith(token, overGrpc: false)).ShouldAllBe(isTaken => !isTaken);
    }

    [Fact]
    public async Task A_link_to_the_former_address_is_not_exchanged_for_a_token()
    {
        var link = await PortalLink(preview: false);
        _address = "eve@example.com";

        (await ExchangeAnswer(link)).Text("error").ShouldBe("invalid_grant");
    }

    [Fact]
    public async Task A_preview_ends_with_the_staff_session_that_it_was_opened_from()
    {
        var cookies = new CookieContainer();
        using var browser = _host.Browser(cookies);
        await _host.SignInAsStaffAsync(browser);
        await SignInToPortal(browser, preview: true, asker: browser);
        var copy = Copy(cookies, "/portal");
        await Works(copy, PortalPage, PortalCall);

        await SignOut(browser, StaffPage, "/admin/sign-out");

        await IsRefused(copy, PortalPage, PortalCall);
    }

    [Fact]
    public async Task Use_is_noted_once_a_minute()
    {
        using var browser = await _host.StaffAsync();
        var began = await LastSeen();

        _host.Clock.Advance(TimeSpan.FromSeconds(59));
        await browser.GetAsync(StaffCall);
        var early = await LastSeen();
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        await browser.GetAsync(StaffCall);

        early.ShouldBe(began);
        (await LastSeen()).ShouldBe(began + TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_copy_that_was_left_alone_ends_though_its_cookie_is_younger_than_the_limit()
    {
        using var browser = await _host.StaffAsync();
        await InDatabase(db => db.Sessions.ExecuteUpdateAsync(set => set.SetProperty(session => session.LastSeenAt, _host.Clock.GetUtcNow().AddHours(-9))));

        (await browser.GetAsync(StaffCall)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Sessions_that_have_ended_are_removed_a_hundred_at_a_time()
    {
        var now = _host.Clock.GetUtcNow();
        await InDatabase(async db =>
        {
            db.Sessions.AddRange(Enumerable.Range(0, 130).Select(number => new Session
            {
                Id = Guid.CreateVersion7(),
                Scheme = Schemes.Portal,
                Subject = _customerId,
                CreatedAt = now.AddDays(-2),
                LastSeenAt = now.AddDays(-2),
                EndsAt = now.AddDays(-1).AddMinutes(number),
            }));
            await db.SaveChangesAsync();
        });

        using var first = await _host.StaffAsync();
        var left = await Count();
        using var second = await _host.StaffAsync();

        left.ShouldBe(31, "thirty old ones and the new one");
        (await Count()).ShouldBe(2);
        (await first.GetAsync(StaffCall)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private async Task<int> Count()
    {
        var count = 0;
        await InDatabase(async db => count = await db.Sessions.CountAsync());
        return count;
    }

    private async Task<DateTimeOffset> LastSeen()
    {
        var seen = default(DateTimeOffset);
        await InDatabase(async db => seen = (await db.Sessions.AsNoTracking().SingleAsync()).LastSeenAt);
        return seen;
    }

    private async Task InDatabase(Func<GatewayDb, Task> work)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<GatewayDb>());
    }

    private async Task SignInToPortal(HttpClient browser, bool preview, HttpClient? asker = null)
    {
        using var entered = await browser.SignInByAsync(await PortalLink(preview, asker));
        entered.Headers.Location!.OriginalString.ShouldBe("/portal");
    }

    /// <summary>Path of a fresh link into the portal.</summary>
    private Task<string> PortalLink(bool preview, HttpClient? asker = null) => _host.PortalLinkAsync(_customerId, preview, asker);

    private async Task<string> Exchange(string link) => (await ExchangeAnswer(link)).Text("access_token");

    private async Task<JsonObject> ExchangeAnswer(string link)
    {
        using var client = _host.Browser();
        using var response = await client.PostAsync("/oauth/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = TokenEndpoint.TokenExchange,
            ["subject_token"] = link.Split('/')[^1],
            ["subject_token_type"] = TokenEndpoint.SignInLinkType,
        }));
        return await response.ObjectAsync();
    }

    /// <summary>Whether each replica takes the token; what else a refusal may be is a failure.</summary>
    private async Task<List<bool>> AskWith(string token, bool overGrpc)
    {
        var taken = new List<bool>();
        foreach (var host in new[] { _host, _replica })
        {
            taken.Add(overGrpc ? await AskOverGrpc(host, token) : await AskOverJson(host, token));
        }

        return taken;
    }

    private static async Task<bool> AskOverJson(GatewayHost host, string token)
    {
        using var client = host.WithToken(token);
        using var response = await client.GetAsync(PortalCall);
        response.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.Unauthorized);
        return response.IsSuccessStatusCode;
    }

    private static async Task<bool> AskOverGrpc(GatewayHost host, string token)
    {
        using var channel = GrpcChannel.ForAddress(host.GrpcAddress);
        try
        {
            await new PortalService.PortalServiceClient(channel).GetProfileAsync(
                new GetProfileRequest(), new Metadata { { "authorization", $"Bearer {token}" } });
            return true;
        }
        catch (RpcException refused)
        {
            refused.StatusCode.ShouldBe(StatusCode.Unauthenticated);
            return false;
        }
    }

    /// <summary>The cookies as a foreign program would send them: no jar, so nothing that the gateway says can take them away.</summary>
    private string Copy(CookieContainer cookies, string side) => cookies.GetCookieHeader(new Uri(_host.Address, side));

    private async Task Works(string cookies, string page, string call)
    {
        foreach (var (_, path, status) in await AskAll(cookies, page, call))
        {
            status.ShouldBe(HttpStatusCode.OK, path);
        }
    }

    private async Task IsRefused(string cookies, string page, string call)
    {
        foreach (var (isPage, path, status) in await AskAll(cookies, page, call))
        {
            status.ShouldBe(isPage ? HttpStatusCode.Redirect : HttpStatusCode.Unauthorized, path);
        }
    }

    private async Task<List<(bool IsPage, string Path, HttpStatusCode Status)>> AskAll(string cookies, string page, string call)
    {
        using var copier = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
        var answers = new List<(bool, string, HttpStatusCode)>();
        foreach (var host in new[] { _host, _replica })
        {
            foreach (var path in new[] { page, call })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Address, path));
                request.Headers.Add("Cookie", cookies);
                using var response = await copier.SendAsync(request);
                answers.Add((path == page, path, response.StatusCode));
            }
        }

        return answers;
    }

    private static async Task SignOut(HttpClient browser, string page, string path, params KeyValuePair<string, string>[] more)
    {
        var proof = Proof().Match(await browser.GetStringAsync(page)).Groups[1].Value;
        using var response = await browser.PostAsync(
            path, new FormUrlEncodedContent([new("__RequestVerificationToken", WebUtility.HtmlDecode(proof)), .. more]));
        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="([^"]+)""")]
    private static partial Regex Proof();
}
