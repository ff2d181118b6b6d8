using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Migrator;

/// <summary>Migrations without <c>dotnet ef</c>: for deployments and tests.</summary>
public static class Migrations
{
    /// <summary>Brings a database up to date. Safe to run twice, also at once: the provider locks the database meanwhile.</summary>
    /// <returns>The migrations that were applied; none when it was up to date.</returns>
    public static async Task<IReadOnlyList<string>> ApplyAsync(ServiceContext context, string connection, CancellationToken ct = default)
    {
        await using var db = context.Create(connection);
        List<string> pending = [.. await db.Database.GetPendingMigrationsAsync(ct)];
        await db.Database.MigrateAsync(ct);
        return pending;
    }

    /// <summary>All migrations as SQL, for those who review or run it themselves.</summary>
    /// <param name="context">Which service on which provider.</param>
    /// <param name="idempotent">The script asks the database what it has already; not on SQLite.</param>
    public static string Script(ServiceContext context, bool idempotent = false)
    {
        using var db = context.Create();
        return db.GetService<IMigrator>().GenerateScript(options: idempotent ? MigrationsSqlGenerationOptions.Idempotent : MigrationsSqlGenerationOptions.Default);
    }

    /// <summary>Whether the model moved on and nobody added a migration.</summary>
    public static bool HasPendingChanges(ServiceContext context)
    {
        using var db = context.Create();
        return db.Database.HasPendingModelChanges();
    }
}
