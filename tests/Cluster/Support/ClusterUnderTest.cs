using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Npgsql;
using RabbitMQ.Client;
using Testing.Smtp;
using Testing.Telemetry;

namespace Cluster.Tests.Support;

/// <summary>
/// The cluster as deploy/cluster.sh starts it, with mutual TLS between its processes, in the default folder of a private home and on ports of
/// its own. Ends with the tests, whatever happens.
/// </summary>
public sealed class ClusterUnderTest : IAsyncLifetime
{
    /// <summary>Longer than a message is on its way that no queue counts, since a consumer has it.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    /// <summary>Between two looks at all databases and queues.</summary>
    public static readonly TimeSpan Look = TimeSpan.FromMilliseconds(300);

    private X509Certificate2Collection _authorities = [];
    private ClusterScript _script = null!;

    private OtlpReceiver _telemetry = null!;

    /// <summary>What the processes export.</summary>
    public ReceivedTelemetry Telemetry => _telemetry.Received;

    /// <summary>Where the mails end.</summary>
    public MailServer Mail { get; } = new();

    public string Home => _script.Home;

    public IReadOnlyList<Uri> Gateways => [_script.Gateway(1), _script.Gateway(2)];

    public IReadOnlyList<string> Services { get; } = ["plans", "subscriptions", "billing", "notifications"];

    public IReadOnlyList<string> Processes => [.. Services.Append("gateway").SelectMany(service => new[] { $"{service}-1", $"{service}-2" })];

    public string ClientSecret => _script.Setting("application_secret");

    public Uri Broker => _script.Broker;

    public async Task InitializeAsync()
    {
        _telemetry = await OtlpReceiver.Start();
        _script = new ClusterScript(Environment());
        if (System.Environment.GetEnvironmentVariable("TESTS_ARTIFACTS") is { Length: > 0 } artifacts)
        {
            // Should the tests be cut short, tests/run.sh finds what is left to stop.
            await File.WriteAllTextAsync(Path.Combine(artifacts, "cluster-home"), _script.Home);
        }

        await Run("up");
        _authorities.ImportFromPemFile(Path.Combine(_script.Home, "tls", "ca.pem"));
    }

    public async Task DisposeAsync()
    {
        var database = new DirectoryInfo(Path.Combine(_script.Home, "postgres")).ResolveLinkTarget(returnFinalTarget: true);
        await _script.Purge();
        database?.Refresh();
        (database is { Exists: true }).ShouldBeFalse("purge leaves no data behind");
        await Mail.DisposeAsync();
        await _telemetry.DisposeAsync();
    }

    /// <summary>What the script prints. Every argument is one of its own words: docs at its head.</summary>
    public Task<string> Run(params string[] arguments) => Run(arguments, []);

    public async Task<string> Run(IReadOnlyList<string> arguments, Dictionary<string, string> environment)
    {
        var printed = await _script.Run(arguments, environment);
        // The server may be another one now, or the database.
        NpgsqlConnection.ClearAllPools();
        return printed;
    }

    /// <summary>SIGKILL.</summary>
    public void Kill(string name)
    {
        using var process = Process.GetProcessById(int.Parse(File.ReadAllText(Path.Combine(_script.Home, "run", $"{name}.pid")), CultureInfo.InvariantCulture));
        process.Kill();
        process.WaitForExit(TimeSpan.FromSeconds(10)).ShouldBeTrue();
    }

    public Task Start(string name) => Run("start", name);

    public string LogOf(string name) => File.ReadAllText(Path.Combine(_script.Home, "log", $"{name}.log"));

    /// <summary>An internal application, by way of the first gateway.</summary>
    public Task<StandaloneClient> SignIn() => _script.SignIn(_script.GatewayGrpc(1), Handler);

    /// <summary>Trusts the cluster's own authority.</summary>
    public SocketsHttpHandler Handler() => new()
    {
        ConnectTimeout = TimeSpan.FromSeconds(15),
        SslOptions = { CertificateChainPolicy = Trust() },
    };

    /// <summary>Looks into a service's database.</summary>
    public async Task<List<T>> Query<T>(string database, string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var connection = new NpgsqlConnection(_script.Connection(database));
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
            "everything in flight to arrive", bound ?? TimeSpan.FromMinutes(2), Look);
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

    private X509ChainPolicy Trust()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(_authorities);
        return policy;
    }

    private Dictionary<string, string> Environment() => new(_telemetry.Environment(delayMilliseconds: 1000))
    {
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "15000",
        ["CLUSTER_TLS"] = "1",
        ["Mail__Transport"] = "Smtp",
        ["Mail__Smtp__Host"] = "127.0.0.1",
        ["Mail__Smtp__Port"] = Mail.Port.ToString(CultureInfo.InvariantCulture),
        // What a killed process held is taken over after this.
        ["DueWork__Lease"] = "00:00:30",
        ["Mail__DeliveryLease"] = "00:00:30",
        ["Gateway__Security__ApiRequestsPerMinute"] = "100000",
    };
}

[CollectionDefinition(Name)]
public sealed class ClusterCollection : ICollectionFixture<ClusterUnderTest>
{
    public const string Name = "cluster";
}
