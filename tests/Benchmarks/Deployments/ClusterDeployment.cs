using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using ServiceDefaults.Data;
using Subscriptions;

namespace Benchmarks.Deployments;

/// <summary>deploy/cluster.sh: PostgreSQL and RabbitMQ as they come, and one process of each service, for the processors are few.</summary>
internal sealed class ClusterDeployment : Deployment
{
    private const string BrokersName = "rabbitmq";

    private readonly Dictionary<string, NpgsqlDataSource> _databases = [];

    private readonly ClusterScript _script = new(new(Settings.ForMeasuring()) { ["CLUSTER_REPLICAS"] = "1" });

    public override string Name => "cluster";

    public override bool WritesInTurn => false;

    public Uri Broker => _script.Broker;

    public static async Task<ClusterDeployment> Start()
    {
        var deployment = new ClusterDeployment();
        try
        {
            await deployment._script.Run(["up"]);
            using var everywhere = await deployment._script.SignIn(deployment._script.GatewayGrpc(1));
            await deployment.Prepare(everywhere, await deployment._script.SignIn(deployment._script.Service(1)));
            return deployment;
        }
        catch
        {
            await deployment.DisposeAsync();
            throw;
        }
    }

    public override NpgsqlDataSource Database(string service)
    {
        if (!_databases.TryGetValue(service, out var database))
        {
            _databases[service] = database = NpgsqlDataSource.Create(_script.Connection(service));
        }

        return database;
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var database in _databases.Values)
        {
            await database.DisposeAsync();
        }

        await _script.Purge();
    }

    protected override IReadOnlyList<(string Name, int Process)> Processes() => [.. Started().Where(part => part.Name != BrokersName)];

    protected override IReadOnlyList<(string Name, int Process)> Servers() =>
    [
        .. Started().Where(part => part.Name == BrokersName),
        ("postgresql", Number(File.ReadLines(Path.Combine(_script.Home, "postgres", "data", "postmaster.pid")).First())),
    ];

    private IEnumerable<(string Name, int Process)> Started() => Directory.GetFiles(Path.Combine(_script.Home, "run"), "*.pid")
        .Select(file => (Path.GetFileNameWithoutExtension(file), Number(File.ReadAllText(file))));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    protected override async Task<DbDataSource> MakeTwin()
    {
        await using (var create = Database("subscriptions").CreateCommand("CREATE DATABASE twin"))
        {
            await create.ExecuteNonQueryAsync();
        }

        var options = new DbContextOptionsBuilder<SubscriptionsPostgresDb>();
        ServiceDatabase.Configure(options, DatabaseProvider.Postgres, _script.Connection("twin"));
        await using var db = new SubscriptionsPostgresDb(options.Options);
        await db.Database.MigrateAsync();
        return Database("twin");
    }

    protected override async Task Analyse(DbDataSource database)
    {
        await using var command = database.CreateCommand("ANALYZE");
        await command.ExecuteNonQueryAsync();
    }
}
