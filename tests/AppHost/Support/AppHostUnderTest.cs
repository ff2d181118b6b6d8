using System.Globalization;

namespace AppHost.Tests.Support;

/// <summary>
/// The built program as `dotnet run` starts it, on the tests' PostgreSQL and a RabbitMQ of its own, on free ports, in a home of its own.
/// Ends with the test, whatever happens.
/// </summary>
internal sealed class AppHostUnderTest : IAsyncDisposable
{
    private const string Mark = "APPHOST_TEST";

    private readonly string _mark = Guid.NewGuid().ToString("N");
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("apphost-home-");
    private readonly PostgresDatabases _databases = new();
    private readonly ClusterScript _servers = new([]);
    private readonly string _dashboard = LocalAddress();

    private AppHostUnderTest() => Dashboard = new DashboardApi(new Uri(_dashboard));

    public StandaloneProcess Process { get; private set; } = null!;

    public DashboardApi Dashboard { get; }

    public static async Task<AppHostUnderTest> Start()
    {
        var started = new AppHostUnderTest();
        try
        {
            await started.StartServersAndProcess();
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    /// <summary>Processes of this run, whoever started them, with their command lines.</summary>
    public IReadOnlyList<string> Processes() =>
        [.. Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _) && Read(folder, "environ").Contains($"{Mark}={_mark}", StringComparison.Ordinal)).Select(folder => Read(folder, "cmdline").Replace('\0', ' '))];

    public async ValueTask DisposeAsync()
    {
        Dashboard.Dispose();
        if (Process is not null)
        {
            await Process.DisposeAsync();
            // Killed, it leaves the end of its processes to Aspire's orchestrator, and they hold databases and files until then.
            await Eventually.Async(() => Task.FromResult(Processes().Count == 0), "the processes to end", TimeSpan.FromMinutes(1));
        }

        await _servers.Purge();
        await _databases.DisposeAsync();
        _home.Delete(recursive: true);
    }

    private async Task StartServersAndProcess()
    {
        if (Environment.GetEnvironmentVariable("TESTS_ARTIFACTS") is { Length: > 0 } artifacts)
        {
            // Should the test be cut short, tests/run.sh finds what is left to stop.
            await File.WriteAllTextAsync(Path.Combine(artifacts, "cluster-home-apphost"), _servers.Home + "\n");
        }

        await _servers.Run(["start", "rabbitmq"]);
        var environment = new Dictionary<string, string>
        {
            [Mark] = _mark,
            ["HOME"] = _home.FullName,
            ["XDG_DATA_HOME"] = "",
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = _dashboard,
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = LocalAddress(),
            ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = LocalAddress(),
            ["ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS"] = "true",
            ["ConnectionStrings__rabbitmq"] = _servers.Broker.ToString(),
            ["ConnectionStrings__postgres"] = await _databases.Create("server"),
        };
        foreach (var service in new[] { "plans", "subscriptions", "billing", "notifications", "gateway" })
        {
            environment[$"ConnectionStrings__{service}"] = await _databases.Create(service);
        }

        // The ports beside the broker's: the layout is cluster.sh's.
        Process = StandaloneProcess.Run(["--port", _servers.Gateway(1).Port.ToString(CultureInfo.InvariantCulture)], environment, "AppHost");
        await Process.Started();
    }

    private static string LocalAddress() => $"http://localhost:{FreePorts.Next()}";

    private static string Read(string folder, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile, or is another user's.
            return "";
        }
    }
}
