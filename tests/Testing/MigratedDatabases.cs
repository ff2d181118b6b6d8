using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Npgsql;
using ServiceDefaults.Data;

namespace Testing;

/// <summary>
/// A database of each service is migrated once in a run of tests; every test gets a copy of it, which takes a hundredth of the time. What
/// migrations do to data is the business of tests/Migrations.
/// </summary>
internal static class MigratedDatabases
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("migrated-").FullName;
    private static readonly Lazy<PostgresDatabases> Server = new(() => new PostgresDatabases());
    private static readonly ConcurrentDictionary<(Type Db, DatabaseProvider Provider), Lazy<Task<string>>> Templates = new();

    static MigratedDatabases() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        Directory.Delete(Folder, recursive: true);
        if (Server.IsValueCreated)
        {
            Server.Value.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    };

    /// <summary>Makes a database of the test's own.</summary>
    /// <param name="create">Creates the service's tables in the empty database of that connection string, which the host then keeps.</param>
    /// <returns>Its connection string.</returns>
    public static async Task<string> OnPostgres(PostgresDatabases databases, ServiceModule module, Func<string, Task> create)
    {
        string? first = null;
        var template = await Templates.GetOrAdd((module.Db, DatabaseProvider.Postgres), _ => new Lazy<Task<string>>(async () =>
        {
            first = await databases.Create(module.Name);
            await create(first);
            // A database that is copied must have no users.
            NpgsqlConnection.ClearAllPools();
            return Name(await Server.Value.Create(module.Db.Name.ToLowerInvariant(), Name(first)));
        })).Value;
        return first ?? await databases.Create(module.Name, template);
    }

    /// <summary>Puts a database into the test's folder, unless it has one from a host before.</summary>
    /// <param name="create">Creates the service's tables where the host will look for them.</param>
    public static async Task OnSqlite(WebApplication app, ServiceModule module, Func<Task> create)
    {
        var file = Path.Combine(app.Configuration["DataDirectory"]!, module.Name + ".db");
        if (app.Configuration["Database:Provider"] != nameof(DatabaseProvider.Sqlite) || app.Configuration.GetConnectionString(module.Name) is not null || File.Exists(file))
        {
            await create();
            return;
        }

        var template = await Templates.GetOrAdd((module.Db, DatabaseProvider.Sqlite), _ => new Lazy<Task<string>>(async () =>
        {
            await create();
            return await Keep(file, module.Db.Name);
        })).Value;
        if (!File.Exists(file))
        {
            File.Copy(template, file);
        }
    }

    private static string Name(string connection) => new NpgsqlConnectionStringBuilder(connection).Database!;

    private static async Task<string> Keep(string file, string name)
    {
        var template = Path.Combine(Folder, name + ".db");
        await using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await command.ExecuteNonQueryAsync();
        }

        File.Copy(file, template);
        return template;
    }
}
