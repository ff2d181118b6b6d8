using Microsoft.Extensions.Configuration;
using ServiceDefaults.Data;

namespace Migrator;

/// <summary>What the command line offers.</summary>
public static class Commands
{
    public const string Usage = """
        migrator apply  [--service NAME] [--provider PROVIDER] [--connection CONNECTION]
        migrator script [--service NAME] [--provider PROVIDER] [--idempotent true]
        migrator replay --since INSTANT [--service NAME] [--provider PROVIDER] [--connection CONNECTION]
                        publishes again what was published since then; for after a restore
        migrator backup --to FOLDER [--provider Sqlite]
                        copies the databases while the system runs on them
        migrator --version
          NAME        Plans, Subscriptions ...; without it every service
          PROVIDER    Sqlite, SqlServer or Postgres; default: Database__Provider in the environment
          CONNECTION  default: ConnectionStrings__name in the environment, where other users of the machine do not see it
        """;

    /// <exception cref="UsageException">The command line is wrong, and says how.</exception>
    public static async Task Run(string? command, IConfiguration configuration, TextWriter output, CancellationToken ct = default)
    {
        switch (command)
        {
            case "apply":
                foreach (var (context, connection) in Databases(configuration))
                {
                    var applied = await Migrations.ApplyAsync(context, connection, ct);
                    await output.WriteLineAsync($"{context.Service}: {(applied.Count == 0 ? "up to date" : string.Join(", ", applied))}");
                }

                break;
            case "replay":
                var since = Replay.Since(configuration);
                foreach (var (context, connection) in Databases(configuration))
                {
                    await output.WriteLineAsync($"{context.Service}: {await Replay.RunAsync(context, connection, since, ct)} events");
                }

                break;
            case "backup":
                Backup.Run(Databases(configuration), configuration["to"] ?? throw new UsageException($"To which folder?\n{Usage}"));
                break;
            case "script":
                foreach (var context in Chosen(configuration))
                {
                    await output.WriteLineAsync(Migrations.Script(context, configuration.GetValue("idempotent", false)));
                }

                break;
            default:
                throw new UsageException(Usage);
        }
    }

    /// <summary>All are looked up first, so that a missing connection stops before the first database changed.</summary>
    private static List<(ServiceContext Context, string Connection)> Databases(IConfiguration configuration) =>
        [.. Chosen(configuration).Select(context => (context, Connection(configuration, context)))];

    private static List<ServiceContext> Chosen(IConfiguration configuration)
    {
        string name = configuration["provider"] ?? configuration["Database:Provider"] ?? throw new UsageException($"Which provider?\n{Usage}");
        if (!Enum.TryParse(name, ignoreCase: true, out DatabaseProvider provider))
        {
            throw new UsageException($"There is no provider {name}.\n{Usage}");
        }

        string? service = configuration["service"];
        List<ServiceContext> chosen = [.. ServiceContext.All.Where(context => context.Provider == provider
            && (service is null || string.Equals(context.Service, service, StringComparison.OrdinalIgnoreCase)))];
        return chosen.Count > 0 ? chosen : throw new UsageException($"No service {service} has a database on {provider}.");
    }

    private static string Connection(IConfiguration configuration, ServiceContext context)
    {
        // One connection for several services would mix their tables.
        string? given = configuration["service"] is null ? null : configuration["connection"];
        return given ?? configuration.GetConnectionString(context.Service) ?? InDataDirectory(configuration, context) ?? throw new UsageException($"Which database for {context.Service}?\n{Usage}");
    }

    private static string? InDataDirectory(IConfiguration configuration, ServiceContext context) =>
        context.Provider == DatabaseProvider.Sqlite && configuration["DataDirectory"] is { Length: > 0 } folder
            ? $"Data Source={Path.Combine(folder, context.Service.ToLowerInvariant() + ".db")}"
            : null;
}
