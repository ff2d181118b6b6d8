using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Npgsql;
using RabbitMQ.Client;
using Testing.Telemetry;

namespace Cluster.Tests.Support;

/// <summary>
/// The cluster as deploy/cluster.sh starts it, with mutual TLS between its processes, in a folder and on ports of its own. Ends with the
/// tests, whatever happens.
/// </summary>
public sealed class ClusterUnderTest : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>Longer than a message is on its way that no queue counts, since a consumer has it.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private readonly string _home = Directory.CreateTempSubdirectory("cluster-").FullName;
    private readonly int _firstPort = FirstPort();
    private Dictionary<string, string> _settings = [];
    private X509Certificate2Collection _authorities = [];

    private OtlpReceiver _telemetry = null!;

    /// <summary>What the processes export.</summary>
    public ReceivedTelemetry Telemetry => _telemetry.Received;

    /// <summary>Where the mails end.</summary>
    public SmtpServer Mail { get; } = new();

    public string Home => _home;

    public IReadOnlyList<Uri> Gateways => [new($"https://localhost:{_firstPort}"), new($"https://localhost:{_firstPort + 10}")];

    public IReadOnlyList<string> Services { get; } = ["plans", "subscriptions", "billing", "notifications"];

    public IReadOnlyList<string> Processes => [.. Services.Append("gateway").SelectMany(service => new[] { $"{service}-1", $"{service}-2" })];

    public string ClientSecret => _settings["application_secret"];

    public Uri Broker => new($"amqp://subscriptions:{_settings["broker_password"]}@127.0.0.1:{_firstPort + 91}/");

    public async Task InitializeAsync()
    {
        _telemetry = await OtlpReceiver.Start();
        if (System.Environment.GetEnvironmentVariable("TESTS_ARTIFACTS") is { Length: > 0 } artifacts)
        {
            // Should the tests be cut short, tests/run.sh finds what is left to stop.
            await File.WriteAllTextAsync(Path.Combine(artifacts, "cluster-home"), _home);
        }

        await Run("up");
        _settings = File.ReadAllLines(Path.Combine(_home, "settings")).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        _authorities.ImportFromPemFile(Path.Combine(_home, "tls", "ca.pem"));
    }

    public async Task DisposeAsync()
    {
        await Run("purge");
        await Mail.DisposeAsync();
        await _telemetry.DisposeAsync();
    }

    /// <summary>What the script prints. Every argument is one of its own words: docs at its head.</summary>
    public Task<string> Run(params string[] arguments) => Run(arguments, []);

    public async Task<string> Run(IReadOnlyList<string> arguments, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(Repository.File("deploy/cluster.sh"), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Environment().Concat(environment))
        {
            start.Environment[name] = value;
        }

        using var script = Process.Start(start)!;
        var output = script.StandardOutput.ReadToEndAsync();
        var errors = script.StandardError.ReadToEndAsync();
        await script.WaitForExitAsync().WaitAsync(Patience);
        // The processes that it leaves behind write to files: the ends of these pipes are nobody's but the script's.
        var text = await output + await errors;
        script.ExitCode.ShouldBe(0, $"cluster.sh {string.Join(' ', arguments)}:\n{text}");
        return text;
    }

    /// <summary>SIGKILL.</summary>
    public void Kill(string name)
    {
        using var process = Process.GetProcessById(int.Parse(File.ReadAllText(Path.Combine(_home, "run", $"{name}.pid")), CultureInfo.InvariantCulture));
        process.Kill();
        process.WaitForExit(TimeSpan.FromSeconds(10)).ShouldBeTrue();
    }

    public Task Start(string name) => Run("start", name);

    public string LogOf(string name) => File.ReadAllText(Path.Combine(_home, "log", $"{name}.log"));

    /// <summary>An internal application, by way of the first gateway.</summary>
    public Task<StandaloneClient> SignIn() => StandaloneClient.SignIn(
        new Ready(Gateways[0], new Uri($"https://localhost:{_firstPort + 1}"), Gateways[0], "internal-application", ClientSecret, _home), Handler);

    /// <summary>Trusts the cluster's own authority.</summary>
    public SocketsHttpHandler Handler() => new()
    {
        ConnectTimeout = TimeSpan.FromSeconds(15),
        SslOptions = { CertificateChainPolicy = Trust() },
    };

    /// <summary>Looks into a service's database.</summary>
    public async Task<List<T>> Query<T>(string database, string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var connection = new NpgsqlConnection(Connection(database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public async Task<long> Count(string database, string sql) => (await Query(database, sql, row => row.GetInt64(0))).Single();

    /// <summary>Waits until nothing is in flight: for a while every outbox and every queue is empty, and every mail is out.</summary>
    public async Task Settled(TimeSpan? bound = null)
    {
        var factory = new ConnectionFactory { Uri = Broker };
        await using var connection = await factory.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var queues = (await Run("queues")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[0]).ToList();
        queues.ShouldNotBeEmpty();
        long? quietSince = null;
        await Eventually.Async(
            async () =>
            {
                quietSince = await IsQuiet(channel, queues) ? quietSince ?? Stopwatch.GetTimestamp() : null;
                return quietSince is { } since && Stopwatch.GetElapsedTime(since) > Quiet;
            },
            "everything in flight to arrive", bound ?? TimeSpan.FromMinutes(2));
    }

    private async Task<bool> IsQuiet(IChannel channel, IReadOnlyList<string> queues)
    {
        foreach (var service in Services)
        {
            if (await Count(service, """SELECT COUNT(*) FROM "Outbox" WHERE "CompletedAt" IS NULL""") > 0)
            {
                return false;
            }
        }

        foreach (var queue in queues)
        {
            if (await channel.MessageCountAsync(queue) > 0)
            {
                return false;
            }
        }

        return await Count("notifications", """SELECT COUNT(*) FROM "OutgoingMails" WHERE "State" = 'Queued'""") == 0;
    }

    private string Connection(string database) =>
        $"Host=127.0.0.1;Port={_firstPort + 90};Username=subscriptions;Password={_settings["database_password"]};Database={database};Pooling=false";

    private X509ChainPolicy Trust()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(_authorities);
        return policy;
    }

    private Dictionary<string, string> Environment() => new(_telemetry.Environment(delayMilliseconds: 1000))
    {
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "15000",
        ["CLUSTER_HOME"] = _home,
        ["CLUSTER_PORT"] = _firstPort.ToString(CultureInfo.InvariantCulture),
        ["CLUSTER_CONFIGURATION"] = Repository.Configuration,
        ["CLUSTER_BUILD"] = "0",
        ["CLUSTER_TLS"] = "1",
        ["Mail__Transport"] = "Smtp",
        ["Mail__Smtp__Host"] = "127.0.0.1",
        ["Mail__Smtp__Port"] = Mail.Port.ToString(CultureInfo.InvariantCulture),
        // What a killed process held is taken over after this.
        ["DueWork__Lease"] = "00:00:30",
        ["Mail__HandOverLimit"] = "00:00:30",
        ["Gateway__Security__ApiRequestsPerMinute"] = "100000",
    };

    /// <summary>The first of a hundred ports that look free.</summary>
    private static int FirstPort()
    {
        var port = FreePorts.Next() / 100 * 100;
        return port >= 20_000 ? port : 20_000;
    }
}

[CollectionDefinition(Name)]
public sealed class ClusterCollection : ICollectionFixture<ClusterUnderTest>
{
    public const string Name = "cluster";
}
