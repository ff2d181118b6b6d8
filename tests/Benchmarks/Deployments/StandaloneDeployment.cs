using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using Subscriptions;

namespace Benchmarks.Deployments;

/// <summary>Everything in one process, on SQLite files.</summary>
internal sealed class StandaloneDeployment : Deployment
{
    private readonly DataFolder _data = new();
    private readonly Dictionary<string, DbDataSource> _databases = [];
    private StandaloneProcess? _process;

    public override string Name => "standalone";

    public override bool WritesInTurn => true;

    public static async Task<StandaloneDeployment> Start()
    {
        var deployment = new StandaloneDeployment();
        try
        {
            deployment._process = StandaloneProcess.Run(
                ["--data", deployment._data.Path, .. StandaloneProcess.Ports(), "--no-demo"], Settings.ForMeasuring());
            var client = await deployment._process.SignIn();
            await deployment.Prepare(client, client);
            return deployment;
        }
        catch
        {
            await deployment.DisposeAsync();
            throw;
        }
    }

    public override DbDataSource Database(string service)
    {
        if (!_databases.TryGetValue(service, out var database))
        {
            _databases[service] = database = SqliteFactory.Instance.CreateDataSource(Connection(service));
        }

        return database;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        SqliteConnection.ClearAllPools();
        _data.Dispose();
    }

    protected override IReadOnlyList<(string Name, int Process)> Processes() => [("standalone", _process!.Id)];

    protected override async Task<DbDataSource> MakeTwin()
    {
        var options = new DbContextOptionsBuilder<SubscriptionsSqliteDb>();
        ServiceDatabase.Configure(options, DatabaseProvider.Sqlite, Connection("twin"));
        await using var db = new SubscriptionsSqliteDb(options.Options);
        await db.Database.MigrateAsync();
        return Database("twin");
    }

    private string Connection(string name) => $"Data Source={Path.Combine(_data.Path, name + ".db")}";
}
