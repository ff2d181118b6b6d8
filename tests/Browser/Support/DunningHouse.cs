using Microsoft.Data.Sqlite;

namespace Browser.Tests.Support;

/// <summary>A product of its own with a test clock, for failed payments: its days are moved ahead, which no other test may notice.</summary>
public sealed class DunningHouse : IAsyncLifetime
{
    public const string Collection = "Dunning";

    private StandaloneProcess? _standalone;
    private Api? _api;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private string _staffSession = "";
    private Task<IgnoredMails>? _ignored;

    public Uri Gateway { get; private set; } = null!;

    public Api Api => _api!;

    public Business Given { get; private set; } = null!;

    /// <summary>Where it is between ten in the morning and nine in the evening: steps of the day are due there, and the day is not about to end.</summary>
    public static string DaytimeZone() => new[] { "Etc/UTC", "Asia/Ho_Chi_Minh", "America/Los_Angeles" }
        .First(zone => TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(zone)).Hour is >= 10 and < 21);

    public async Task InitializeAsync()
    {
        SetDefaultExpectTimeout(60_000);
        (_standalone, var ready) = await StandaloneProcess.Start(new Dictionary<string, string> { ["STANDALONE_TEST_CLOCK"] = "true", ["STANDALONE_NO_DEMO"] = "true" });
        Gateway = ready.Gateway;
        _api = new Api(ready);
        Given = new Business(_api);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(House.Chromium);
        await using var visit = await VisitOfStranger(Look.Usual);
        await visit.Page.SignInBy(ready.AdminLink);
        _staffSession = await visit.Page.Context.StorageStateAsync();
    }

    public Task<Visit> VisitOfStaff(Look look) => Visit.Begin(_browser!, Gateway, look, _staffSession);

    public Task<Visit> VisitOfStranger(Look look) => Visit.Begin(_browser!, Gateway, look);

    /// <summary>Customers who answer no mail, over three weeks.</summary>
    public Task<IgnoredMails> Ignored() => _ignored ??= IgnoredMails.Walk(this);

    /// <summary>By the screen that does so; what falls due on each day is done when it returns.</summary>
    public async Task PassDays(int days)
    {
        await using var visit = await VisitOfStaff(Look.Usual with { Language = "en" });
        var page = visit.Page;
        await page.GotoAsync("/admin/test-clock");
        await page.Locator("#days").FillAsync(Invariant(days));
        await page.Locator("#advance").ClickThrough();
        await Expect(page.Locator("#journey")).ToHaveTextAsync($"Days passed: {Invariant(days)} of {Invariant(days)}");
    }

    /// <summary>The mail of a kind as it lies in the recipient's mailbox, with what no API shows: its link.</summary>
    public Task<Eml> Mail(Customer customer, string kind) => Given.MailIn(_standalone!.Data, customer, kind);

    /// <summary>From now on the customer's bank pays what is charged to the card.</summary>
    public async Task MoneyComesIn(Customer customer)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(_standalone!.Data, "billing.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE SavedPaymentMethods SET Token = 'sandbox_4242_122030' WHERE lower(CustomerId) = $customer";
        command.Parameters.AddWithValue("$customer", customer.Id);
        (await command.ExecuteNonQueryAsync()).ShouldBe(1);
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
    }

    private static string Invariant(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

[CollectionDefinition(DunningHouse.Collection)]
public sealed class DunningHouseCollection : ICollectionFixture<DunningHouse>;
