using Microsoft.Extensions.Configuration;
using ServiceDefaults.Data;

namespace Migrator;

/// <summary>What the command line offers.</summary>
public static class Commands
{
    public const string Usage = """
        migrator apply  [--service NAME] [--provider PROVIDER] [--connection CONNECTION]
        migrator script [--service NAME] [--provider PROVIDER] [--idempotent true]
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
                // All are looked up first, so that a missing connection stops before the first database changed.
                var targets = Chosen(configuration).Select(context => (context, connection: Connection(configuration, context))).ToList();
                foreach (var (context, connection) in targets)
                {
                    var applied = await Migrations.ApplyAsync(context, connection, ct);
                    await output.WriteLineAsync($"{context.Service}: {(applied.Count == 0 ? "up to date" : string.Join(", ", applied))}");
                }

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
        return given ?? configuration.GetConnectionString(context.Service) ?? throw new UsageException($"Which database for {context.Service}?\n{Usage}");
    }
}
