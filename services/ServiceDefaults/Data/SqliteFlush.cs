using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ServiceDefaults.Data;

/// <summary>
/// Concurrent commits to a SQLite file share one flush to the disk. SQLite itself flushes its write-ahead log within each commit, while everyone else who writes waits.
/// Here it leaves that out (synchronous = NORMAL), and whoever has committed waits, no longer holding the others up, until the log was flushed after that. Nothing is
/// answered or published before. The log is written in order, so what is durable rests on nothing that is not.
/// </summary>
/// <remarks>https://www.sqlite.org/pragma.html#pragma_synchronous</remarks>
internal sealed class SqliteFlush : DbConnectionInterceptor
{
    public static readonly SqliteFlush Instance = new();

    private static readonly ConcurrentDictionary<string, SharedFlush> Logs = new(StringComparer.Ordinal);

    /// <summary>Returns when what the context has committed outlives a failure of the machine. Other servers see to that within the commit.</summary>
    public static Task Flushed(ServiceDb db) => db.Database.IsSqlite() ? LogOf(db.Database.GetConnectionString() ?? "").Done() : Task.CompletedTask;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => LeaveFlushToUs(connection, eventData.Context);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        LeaveFlushToUs(connection, eventData.Context);
        return Task.CompletedTask;
    }

    private static void LeaveFlushToUs(DbConnection connection, DbContext? db)
    {
        if (db is ServiceDb && connection is SqliteConnection { Handle: { } handle })
        {
            SQLitePCL.raw.sqlite3_exec(handle, "PRAGMA synchronous = NORMAL");
        }
    }

    private static SharedFlush LogOf(string connection) => Logs.GetOrAdd(connection, c =>
    {
        var log = new SqliteConnectionStringBuilder(c).DataSource + "-wal";
        return new SharedFlush(() => FlushFile(log));
    });

    private static void FlushFile(string log)
    {
        try
        {
            // Opened anew, for SQLite makes a new file after its last connection was closed.
            using var file = File.OpenHandle(log, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            RandomAccess.FlushToDisk(file);
        }
        catch (FileNotFoundException)
        {
            // Its last connection has flushed everything into the database.
        }
    }
}
