using Microsoft.Data.Sqlite;
using ServiceDefaults.Data;

namespace Migrator;

/// <summary>Copies SQLite databases while the system runs on them. The servers have tools of their own: docs/operations.md.</summary>
public static class Backup
{
    /// <summary>
    /// Consumers come before those whose events they handle: what a copy has missed then stands in a later copy's outbox, and can be replayed.
    /// The other way round nobody could tell.
    /// </summary>
    private static readonly string[] Order = ["notifications", "billing", "subscriptions", "plans", "gateway"];

    /// <param name="to">A folder that is not there yet, or is empty.</param>
    public static void Run(IEnumerable<(ServiceContext Context, string Connection)> databases, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var (context, connection) in databases.OrderBy(database => Array.IndexOf(Order, Name(database.Context))))
        {
            if (context.Provider != DatabaseProvider.Sqlite)
            {
                throw new UsageException($"{context.Provider} has a tool of its own for this: see Backup and restore in docs/operations.md.");
            }

            var file = Path.Combine(to, Name(context) + ".db");
            if (File.Exists(file))
            {
                throw new UsageException($"{file} is there already.");
            }

            using var source = new SqliteConnection(connection);
            using var target = new SqliteConnection($"Data Source={file};Pooling=False");
            source.Open();
            target.Open();
            source.BackupDatabase(target);
        }
    }

    private static string Name(ServiceContext context) => context.Service.ToLowerInvariant();
}
