using System.Security.Cryptography.X509Certificates;
using Gateway.Identity;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using ServiceDefaults.Health;

namespace Gateway.Data;

public static class DataSetup
{
    private const string Name = "gateway";

    /// <summary>
    /// Reads Database:Provider, and ConnectionStrings:gateway or, for SQLite, DataDirectory: the same settings as the services'.
    /// </summary>
    internal static void AddGatewayData(this IHostApplicationBuilder builder)
    {
        var provider = builder.Configuration.GetValue("Database:Provider", DatabaseProvider.Sqlite);
        switch (provider)
        {
            case DatabaseProvider.Sqlite:
                builder.AddDb<GatewaySqliteDb>(provider);
                break;
            case DatabaseProvider.SqlServer:
                builder.AddDb<GatewaySqlServerDb>(provider);
                break;
            case DatabaseProvider.Postgres:
                builder.AddDb<GatewayPostgresDb>(provider);
                break;
            default:
                throw new InvalidOperationException($"Database:Provider is '{provider}'; it must be Sqlite, SqlServer or Postgres.");
        }

        builder.Services.AddHealthChecks().AddCheck<GatewayDatabaseHealthCheck>("gateway-database", tags: [HealthSetup.Ready]);
        var protection = builder.Services.AddDataProtection().SetApplicationName(Name).PersistKeysToDbContext<GatewayDb>();
        var identity = builder.Configuration.GetSection("Gateway:Identity").Get<IdentityOptions>();
        if (identity?.KeyCertificatePath is { Length: > 0 } path)
        {
            protection.ProtectKeysWithCertificate(X509CertificateLoader.LoadPkcs12FromFile(path, identity.KeyCertificatePassword));
        }
    }

    /// <summary>Applies the gateway's migrations. For the embedded default; a cluster migrates as a step of its own.</summary>
    public static async Task MigrateGatewayAsync(this IServiceProvider services, CancellationToken ct = default)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<GatewayDb>().Database.MigrateAsync(ct);
    }

    private static void AddDb<TDb>(this IHostApplicationBuilder builder, DatabaseProvider provider)
        where TDb : GatewayDb =>
        builder.Services.AddDbContext<GatewayDb, TDb>((services, options) =>
            ServiceDatabase.ConfigureFor(services, options, provider, ServiceDatabase.Connection(services.GetRequiredService<IConfiguration>(), Name)));
}
