using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Sqlite.Storage.Internal;
using Microsoft.EntityFrameworkCore.Storage;

namespace ServiceDefaults.Data;

/// <summary>Lets the connections of pooled contexts to SQLite stay open until the contexts end. To close one after each use ends all that it has prepared, and to open it again registers Entity Framework's functions once more.</summary>
internal static class OpenSqliteConnection
{
    private const string Why = "The connection of a context that goes back to the pool is closed past all interceptors.";

    [SuppressMessage("Usage", "EF1001:Internal EF Core API usage.", Justification = Why)]
    public static void KeepConnectionsToSqliteOpen(this DbContextOptionsBuilder options) => options.ReplaceService<ISqliteRelationalConnection, Connection>();

    [SuppressMessage("Usage", "EF1001:Internal EF Core API usage.", Justification = Why)]
    private sealed class Connection(
        RelationalConnectionDependencies dependencies, IRawSqlCommandBuilder commands, IDiagnosticsLogger<DbLoggerCategory.Infrastructure> logger)
        : SqliteRelationalConnection(dependencies, commands, logger)
    {
        protected override void CloseDbConnection()
        {
        }

        protected override Task CloseDbConnectionAsync() => Task.CompletedTask;
    }
}
