using Microsoft.Data.Sqlite;

namespace Browser.Tests.Support;

/// <summary>One running product and one browser for all tests.</summary>
public sealed class House : IAsyncLifetime
{
    /// <summary>Without a process that plays the graphics card, which here costs two thirds of all that the browser does.</summary>
    internal static BrowserTypeLaunchOptions Chromium { get; } = new()
    {
        ExecutablePath = "/usr/bin/chromium-headless-shell", Args = ["--disable-gpu", "--disable-software-rasterizer"],
    };

    private const float ExpectBound = 60_000;

    private StandaloneProcess _standalone = null!;
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;
    private string _staffSession = "";
    private readonly Dictionary<Look, Task<IReadOnlyList<PageFacts>>> _tours = [];
    private Task<MainPages>? _mainPages;

    public Uri Gateway { get; private set; } = null!;

    public Api Api { get; private set; } = null!;

    public Business Given { get; private set; } = null!;

    /// <summary>The folder with its databases.</summary>
    public string Data => _standalone.Data;

    /// <summary>What the product has printed.</summary>
    public string Log => _standalone.Output;

    public async Task InitializeAsync()
    {
        SetDefaultExpectTimeout(ExpectBound);
        (_standalone, var ready) = await StandaloneProcess.Start();
        Gateway = ready.Gateway;
        Api = new Api(ready);
        Given = new Business(Api);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(Chromium);
        await SignInAsStaff(ready.AdminLink);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        Api?.Dispose();
        _standalone?.Dispose();
    }

    public Task<Visit> VisitOfStaff(Look look) => Visit.Begin(_browser, Gateway, look with { Language = look.Language ?? "en" }, _staffSession);

    public Task<Visit> VisitOfStranger(Look look) => Visit.Begin(_browser, Gateway, look);

    /// <summary>One page of each kind, with data on it.</summary>
    public Task<MainPages> MainPages() => _mainPages ??= Support.MainPages.Make(Given, Data);

    /// <summary>How the main pages are, looked at in this way.</summary>
    public Task<IReadOnlyList<PageFacts>> Tour(Look look) => _tours.TryGetValue(look, out var made) ? made : _tours[look] = Support.Tour.Make(this, look);

    /// <summary>What was changed of plans is known to every service: a moment after it was saved.</summary>
    public Task PlansAreFollowed() => Eventually.Async(
        async () =>
        {
            await using var connection = new SqliteConnection($"Data Source={Path.Combine(Data, "plans.db")};Pooling=False");
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT COUNT(*) FROM Outbox WHERE CompletedAt IS NULL";
            return await command.ExecuteScalarAsync() is 0L;
        },
        "the change of a plan to be followed");

    /// <summary>As if the pass had been sold so many days earlier. What is due by that is done as the clock would have had it done.</summary>
    public async Task Age(SoldPass pass, int days)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(Data, "subscriptions.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """
            UPDATE Passes SET StartDate = date(StartDate, $back), StartSort = date(StartSort, $back), EndDate = date(EndDate, $back), EndSort = date(EndSort, $back),
              RemindDate = date(RemindDate, $back), NextStepAt = strftime('%Y-%m-%d %H:%M:%S', NextStepAt, $back) WHERE Number = $number
            """;
        command.Parameters.AddWithValue("$back", $"-{days.ToString(System.Globalization.CultureInfo.InvariantCulture)} days");
        command.Parameters.AddWithValue("$number", pass.Number);
        (await command.ExecuteNonQueryAsync()).ShouldBe(1);
    }

    // The link works once: all tests go on with the session that it began.
    private async Task SignInAsStaff(string link)
    {
        await using var visit = await VisitOfStranger(Look.Usual);
        await visit.Page.SignInBy(link);
        await Expect(visit.Page).ToHaveURLAsync(new Uri(Gateway, "/admin/subscriptions").ToString());
        _staffSession = await visit.Page.Context.StorageStateAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class HouseCollection : ICollectionFixture<House>
{
    public const string Name = "house";
}
