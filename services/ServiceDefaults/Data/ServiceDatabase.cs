using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using ServiceDefaults.Data.Bulk;
using ServiceDefaults.Retention;
using ServiceDefaults.Telemetry;

namespace ServiceDefaults.Data;

/// <summary>Which database server the services use: <c>Database:Provider</c>.</summary>
public enum DatabaseProvider
{
    Sqlite,
    SqlServer,
    Postgres,
}

/// <summary>A service hosted in this process.</summary>
/// <param name="Name">plans, subscriptions ...; the first part of its proto package.</param>
/// <param name="Db">Its <see cref="ServiceDb"/>, as the features know it.</param>
public sealed record ServiceModule(string Name, Type Db);

/// <summary>
/// One DbContext for each service and provider: the features use the service's own, the provider's subclass
/// carries that provider's migrations.
/// </summary>
public static class ServiceDatabase
{
    /// <summary>
    /// Reads <c>Database:Provider</c> (Sqlite by default) and <c>ConnectionStrings:{Name}</c> (for SQLite, by default a file
    /// {name}.db under <c>DataDirectory</c>).
    /// </summary>
    /// <param name="name">plans, subscriptions ...</param>
    [SuppressMessage("Design", "CA1005:Avoid excessive parameters on generic types", Justification = "One for each provider.")]
    public static void AddServiceDatabase<TDb, TSqlite, TSqlServer, TPostgres>(this IHostApplicationBuilder builder, string name)
        where TDb : ServiceDb
        where TSqlite : TDb
        where TSqlServer : TDb
        where TPostgres : TDb
    {
        var provider = builder.Configuration.GetValue("Database:Provider", DatabaseProvider.Sqlite);
        switch (provider)
        {
            case DatabaseProvider.Sqlite:
                Add<TSqlite>();
                break;
            case DatabaseProvider.SqlServer:
                Add<TSqlServer>();
                break;
            case DatabaseProvider.Postgres:
                Add<TPostgres>();
                break;
            default:
                throw new InvalidOperationException($"Database:Provider is '{provider}'; it must be Sqlite, SqlServer or Postgres.");
        }

        builder.Services.AddSingleton(new ServiceModule(name, typeof(TDb)));
        builder.Services.AddHostedService<RetentionService<TDb>>();

        void Add<TProvider>()
            where TProvider : TDb => builder.Services.AddDbContextPool<TDb, TProvider>((services, options) =>
            ConfigureFor(services, options, provider, Connection(services.GetRequiredService<IConfiguration>(), name)));
    }

    /// <summary>The options of a context in a running process: what it does is traced where telemetry is collected, and heard of by those who asked for it.</summary>
    public static void ConfigureFor(IServiceProvider services, DbContextOptionsBuilder options, DatabaseProvider provider, string connection) =>
        Configure(options, provider, connection).AddInterceptors(WriteGuard.Instance).AddInterceptors(services.GetServices<IInterceptor>()).AddSpans(services);

    /// <summary>The options that a provider's context needs; also for design time and tests.</summary>
    public static DbContextOptionsBuilder Configure(DbContextOptionsBuilder options, DatabaseProvider provider, string connection)
    {
        switch (provider)
        {
            case DatabaseProvider.Sqlite:
                SqliteTuning.Apply();
                options.UseSqlite(connection).AddInterceptors(SqliteFlush.Instance, SqliteStatements.Instance);
                options.KeepConnectionsToSqliteOpen();
                options.SaveInBulkOnSqlite();
                break;
            case DatabaseProvider.SqlServer:
                options.UseSqlServer(connection);
                break;
            case DatabaseProvider.Postgres:
                options.UseNpgsql(WithPreparedStatements(connection));
                options.SaveInBulkOnPostgres();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(provider));
        }

        // Whoever catches the exception knows whether it is one: two who race for a row are none. And a server's message may quote values.
        // One query for a whole entity is meant: its parts are few, and all of the same moment.
        // That the model has not moved without a migration is for the Migrator's test: here it would cost a second model at each start.
        return options.ConfigureWarnings(warnings => warnings
            .Log((CoreEventId.SaveChangesFailed, LogLevel.Debug), (RelationalEventId.CommandError, LogLevel.Debug))
            .Ignore(RelationalEventId.MultipleCollectionIncludeWarning, RelationalEventId.PendingModelChangesWarning));
    }

    /// <summary>Applies the migrations of every service in this process. For the embedded default; a cluster migrates as a step of its own.</summary>
    public static async Task MigrateDatabasesAsync(this IServiceProvider services, CancellationToken ct = default)
    {
        foreach (var module in services.GetServices<ServiceModule>())
        {
            await using var scope = services.CreateAsyncScope();
            var db = (ServiceDb)scope.ServiceProvider.GetRequiredService(module.Db);
            await db.Database.MigrateAsync(ct);
        }
    }

    /// <summary><c>ConnectionStrings:{name}</c>, or {name}.db under <c>DataDirectory</c>.</summary>
    public static string Connection(IConfiguration configuration, string name)
    {
        if (configuration.GetConnectionString(name) is { Length: > 0 } given)
        {
            return given;
        }

        return configuration["DataDirectory"] is { Length: > 0 } folder
            ? $"Data Source={Path.Combine(folder, name + ".db")}"
            : throw new InvalidOperationException($"ConnectionStrings:{name} is not set, and neither is DataDirectory.");
    }

    internal static bool HasConnection(IConfiguration configuration, string name) =>
        configuration.GetConnectionString(name) is { Length: > 0 } || configuration["DataDirectory"] is { Length: > 0 };

    /// <summary>
    /// A service sends the same few statements again and again, and to parse and plan one costs the server more than to run it. A
    /// connection string that says Max Auto Prepare=0 turns it off, for poolers that cannot have it.
    /// </summary>
    private static string WithPreparedStatements(string connection)
    {
        var builder = new NpgsqlConnectionStringBuilder(connection);
        if (!Says(connection, nameof(builder.MaxAutoPrepare)))
        {
            builder.MaxAutoPrepare = 100;
        }

        return builder.ConnectionString;
    }

    /// <summary>Whether a connection string has a word of its own for a setting, which may be written with blanks or without.</summary>
    private static bool Says(string connection, string setting) =>
        new DbConnectionStringBuilder { ConnectionString = connection }.Keys.Cast<string>()
            .Any(key => key.Replace(" ", "", StringComparison.Ordinal).Equals(setting, StringComparison.OrdinalIgnoreCase));
}
