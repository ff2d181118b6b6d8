using Microsoft.Extensions.Configuration;

namespace AppHost;

/// <summary>PostgreSQL and RabbitMQ: those that connection strings name, else containers.</summary>
/// <param name="Postgres">Connection to the server, without a database.</param>
/// <param name="RabbitMq">amqp://...</param>
internal sealed record Servers(IResourceBuilder<IResourceWithConnectionString> Postgres, IResourceBuilder<IResourceWithConnectionString> RabbitMq)
{
    /// <summary>Exit code for settings that cannot work; EX_CONFIG of sysexits.h, as the processes have it.</summary>
    public const int WrongConfiguration = 78;
}

internal static class ServersSetup
{
    private const string Postgres = "postgres";
    private const string RabbitMq = "rabbitmq";

    /// <returns>Null, after saying why on standard error, when a server is neither named nor can run in a container.</returns>
    public static async Task<Servers?> FindServersAsync(this IDistributedApplicationBuilder builder)
    {
        string[] missing = [.. new[] { Postgres, RabbitMq }.Where(name => string.IsNullOrEmpty(builder.Configuration.GetConnectionString(name)))];
        if (missing.Length > 0 && !await ContainerEngine.IsRunningAsync(builder.Configuration))
        {
            await Console.Error.WriteLineAsync("No container engine (docker or podman) runs here. Start one, or name servers of your own, by environment or user secrets:");
            foreach (var name in missing)
            {
                await Console.Error.WriteLineAsync(name == Postgres
                    ? "  ConnectionStrings__postgres=Host=localhost;Username=...;Password=...   of a user who may create databases"
                    : "  ConnectionStrings__rabbitmq=amqp://user:password@localhost:5672/");
            }

            return null;
        }

        // Both keep their data together: the broker holds events that the databases have already handed over.
        return new Servers(
            missing.Contains(Postgres) ? builder.AddPostgres(Postgres).WithArgs("-c", "max_connections=300").WithDataVolume("subscriptions-postgres") : builder.AddConnectionString(Postgres),
            missing.Contains(RabbitMq) ? builder.AddRabbitMQ(RabbitMq).WithDataVolume("subscriptions-rabbitmq") : builder.AddConnectionString(RabbitMq));
    }
}
