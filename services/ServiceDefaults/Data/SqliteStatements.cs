using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ServiceDefaults.Data;

/// <summary>
/// SQLite statements stay prepared: each connection keeps those that it ran last for the next command of the same text, and a pooled context keeps its connection open.
/// SQLite's driver parses the text of each command anew otherwise, and opening a connection registers Entity Framework's functions with it once more.
/// </summary>
internal sealed class SqliteStatements : IDbCommandInterceptor, IDbConnectionInterceptor
{
    public static readonly SqliteStatements Instance = new();

    private static readonly ConditionalWeakTable<SqliteConnection, PreparedStatements> Kept = [];

    public InterceptionResult<DbCommand> CommandCreating(CommandCorrelatedEventData eventData, InterceptionResult<DbCommand> result) =>
        eventData is { Connection: SqliteConnection connection, Context: ServiceDb }
            ? InterceptionResult<DbCommand>.SuppressWithResult(new PreparedSqliteCommand(connection, Kept.GetValue(connection, PreparedStatements.Of)))
            : result;

    public InterceptionResult ConnectionClosing(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
        eventData.Context is ServiceDb && connection is SqliteConnection ? InterceptionResult.Suppress() : result;

    public ValueTask<InterceptionResult> ConnectionClosingAsync(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
        ValueTask.FromResult(ConnectionClosing(connection, eventData, result));
}
