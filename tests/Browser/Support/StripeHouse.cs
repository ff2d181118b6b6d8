using System.Text;
using Testing.Stripe;

namespace Browser.Tests.Support;

/// <summary>A product that uses Stripe and has a test clock, a Stripe, and a browser.</summary>
public sealed class StripeHouse : IAsyncLifetime
{
    public const string Collection = "Stripe";

    private readonly HttpClient _http = new();
    private StandaloneProcess? _standalone;
    private Api? _api;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public FakeStripe Stripe { get; private set; } = null!;

    public Uri Gateway { get; private set; } = null!;

    public Business Given { get; private set; } = null!;

    /// <summary>Signs staff in, once.</summary>
    public string AdminLink { get; private set; } = "";

    /// <summary>The folder with its databases.</summary>
    public string Data => _standalone!.Data;

    public string Log => _standalone!.Output;

    public async Task InitializeAsync()
    {
        SetDefaultExpectTimeout(60_000);
        Stripe = await FakeStripe.Start(TimeProvider.System);
        var settings = Stripe.Configuration(timeout: "00:00:15").ToDictionary(setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value!);
        settings["STANDALONE_TEST_CLOCK"] = "true";
        settings["STANDALONE_NO_DEMO"] = "true";
        (_standalone, var ready) = await StandaloneProcess.Start(settings);
        AdminLink = ready.AdminLink;
        Gateway = ready.Gateway;
        _api = new Api(ready);
        Given = new Business(_api);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(House.Chromium);
    }

    public Task<Visit> Stranger(Look look) => Visit.Begin(_browser!, Gateway, look);

    public async Task<Visit> Portal(Customer customer, Look look)
    {
        var visit = await Stranger(look);
        await visit.Page.SignInBy(await Given.PortalLink(customer));
        return visit;
    }

    public async Task<HttpResponseMessage> PostWebhook(string body, string signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Gateway, "/webhooks/stripe"))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
            Headers = { { "Stripe-Signature", signature } },
        };
        return await _http.SendAsync(request);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _api?.Dispose();
        _standalone?.Dispose();
        _http.Dispose();
        await Stripe.DisposeAsync();
    }
}

[CollectionDefinition(StripeHouse.Collection)]
public sealed class StripeHouseCollection : ICollectionFixture<StripeHouse>;
