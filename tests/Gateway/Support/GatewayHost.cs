using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Data;
using Gateway.Identity;
using Gateway.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServiceDefaults.Hosting;
using Testing;

namespace Gateway.Tests.Support;

/// <summary>The gateway on a real socket, with fake services behind it and a clock that the test holds.</summary>
public sealed class GatewayHost : IAsyncLifetime
{
    public const string ClientId = "ledger";
    public const string ClientSecret = "a-secret-of-more-than-32-characters";

    private const string Start = "2026-03-02T09:00:00Z";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gateway-tests-");
    private readonly Dictionary<string, string?> _settings;
    private readonly int _grpcPort;
    private WebApplication? _app;

    public GatewayHost()
        : this([])
    {
    }

    internal GatewayHost(Dictionary<string, string?> settings, int grpcPort = 0)
    {
        _settings = settings;
        _grpcPort = grpcPort;
    }

    internal Upstream Upstream { get; private set; } = null!;

    internal TestClock Clock { get; private init; } = TestClock.At(Start);

    /// <summary>Where the gateway's log goes; nowhere when null.</summary>
    private ILoggerProvider? Log { get; init; }

    internal IServiceProvider Services => _app!.Services;

    internal Uri Address { get; private set; } = null!;

    internal string GrpcAddress => $"http://127.0.0.1:{_grpcPort}";

    internal static async Task<GatewayHost> StartAsync(Dictionary<string, string?> settings, int grpcPort = 0, TestClock? clock = null, ILoggerProvider? log = null)
    {
        var host = new GatewayHost(settings, grpcPort) { Clock = clock ?? TestClock.At(Start), Log = log };
        await host.InitializeAsync();
        return host;
    }

    /// <summary>Another gateway on the same database, with the same clock.</summary>
    /// <param name="settings">Its own settings.</param>
    /// <param name="grpcPort">Where it passes gRPC through; nowhere when 0.</param>
    internal async Task<GatewayHost> ReplicaAsync(Dictionary<string, string?> settings, int grpcPort = 0)
    {
        var replica = new GatewayHost(new(settings) { ["DataDirectory"] = _folder.FullName }, grpcPort) { Clock = Clock };
        await replica.InitializeAsync();
        return replica;
    }

    public async Task InitializeAsync()
    {
        Upstream = await Upstream.StartAsync();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production", ContentRootPath = _folder.FullName });
        builder.Logging.ClearProviders();
        if (Log is not null)
        {
            builder.Logging.AddProvider(Log);
        }

        builder.Configuration.AddInMemoryCollection(Defaults()).AddInMemoryCollection(_settings);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            if (_grpcPort > 0)
            {
                kestrel.Listen(IPAddress.Loopback, _grpcPort, listen => listen.Protocols = HttpProtocols.Http2);
            }
        });
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton(new WallClock(Clock));
        builder.AddGateway();
        _app = builder.Build();
        await using (var scope = _app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<GatewayDb>().Database.EnsureCreatedAsync();
            await scope.ServiceProvider.GetRequiredService<IClientApplications>()
                .EnsureAsync(ClientId, ClientSecret, "Ledger", "plans subscriptions billing:read", default);
        }

        _app.MapGateway();
        await _app.StartAsync();
        Address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
            .Select(address => new Uri(address)).First(address => address.Port != _grpcPort);
    }

    public async Task DisposeAsync()
    {
        await _app!.DisposeAsync();
        await Upstream.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    /// <summary>A browser of its own: keeps cookies, follows nothing.</summary>
    /// <param name="cookies">Where it keeps them, to be looked into; a jar of its own otherwise.</param>
    internal HttpClient Browser(CookieContainer? cookies = null) =>
        new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies ?? new() }) { BaseAddress = Address };

    internal HttpClient WithToken(string token)
    {
        var client = Browser();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    internal async Task<HttpClient> StaffAsync()
    {
        var browser = Browser();
        await SignInAsStaffAsync(browser);
        return browser;
    }

    /// <summary>Path of a fresh link into a customer's portal, as staff make it.</summary>
    /// <param name="preview">Staff look as the customer.</param>
    /// <param name="asker">A browser of staff; a new one when null.</param>
    internal async Task<string> PortalLinkAsync(string customerId, bool preview = false, HttpClient? asker = null)
    {
        using var staff = asker is null ? await StaffAsync() : null;
        using var created = await (asker ?? staff!).PostAsync(
            $"/admin/api/v1/customers/{customerId}:createPortalLink", Http.Json(preview ? """{"preview":true}""" : ""));
        created.StatusCode.ShouldBe(HttpStatusCode.OK, await created.Content.ReadAsStringAsync());
        return new Uri((await created.ObjectAsync()).Text("link")).AbsolutePath;
    }

    /// <summary>A browser in a customer's portal.</summary>
    internal async Task<HttpClient> CustomerAsync(string customerId, bool preview = false)
    {
        var browser = Browser();
        using var response = await browser.SignInByAsync(await PortalLinkAsync(customerId, preview));
        response.Headers.Location!.OriginalString.ShouldBe("/portal");
        return browser;
    }

    internal async Task SignInAsStaffAsync(HttpClient browser)
    {
        using var response = await browser.SignInByAsync(await StaffLinkAsync());
        response.Headers.Location!.OriginalString.ShouldBe("/admin");
    }

    /// <summary>Path of a fresh sign-in link for the first administrator.</summary>
    internal async Task<string> StaffLinkAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<IFirstAdministrator>().CreateLinkAsync(default)).AbsolutePath;
    }

    internal async Task<HttpClient> ApplicationAsync(string scope = "") =>
        WithToken((await TokenAsync(scope))["access_token"]!.GetValue<string>());

    internal async Task<JsonObject> TokenAsync(string scope = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/token");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{ClientId}:{ClientSecret}")));
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["scope"] = scope });
        using var client = Browser();
        using var response = await client.SendAsync(request);
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    private Dictionary<string, string?> Defaults()
    {
        var settings = new Dictionary<string, string?>
        {
            ["DataDirectory"] = _folder.FullName,
            ["Auth:Issuer"] = "http://gateway.test",
            ["Gateway:Identity:PublicUrl"] = "http://gateway.test",
            ["Gateway:Security:SignInRequestsPerMinute"] = "1000",
            ["Gateway:Security:TokenRequestsPerMinute"] = "1000",
            ["Gateway:Security:ApiRequestsPerMinute"] = "10000",
            ["Gateway:Grpc:Port"] = $"{_grpcPort}",
        };
        foreach (var service in new[] { "plans", "subscriptions", "billing", "notifications" })
        {
            settings[$"Services:{service}:Address"] = Upstream.Address;
            settings[$"ReverseProxy:Clusters:{service}:HealthCheck:Active:Enabled"] = "false";
            settings[$"ReverseProxy:Clusters:{service}:HealthCheck:Passive:Enabled"] = "false";
        }

        return settings;
    }
}

/// <summary>One gateway for the tests that leave it as they found it; they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class SharedGateway : ICollectionFixture<GatewayHost>
{
    public const string Name = "shared gateway";
}
