using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ServiceDefaults.Data;

/// <summary>
/// SQLite statements stay prepared: each connection keeps those that it ran last for the next command of the same text. SQLite's driver parses the text of each command
/// anew otherwise. It works for as long as a connection is open: <see cref="OpenSqliteConnection"/>.
/// </summary>
internal sealed class SqliteStatements : IDbCommandInterceptor
{
    public static readonly SqliteStatements Instance = new();

    private static readonly ConditionalWeakTable<SqliteConnection, PreparedStatements> Kept = [];

    public InterceptionResult<DbCommand> CommandCreating(CommandCorrelatedEventData eventData, InterceptionResult<DbCommand> result) =>
        eventData is { Connection: SqliteConnection connection, Context: ServiceDb }
            ? InterceptionResult<DbCommand>.SuppressWithResult(new PreparedSqliteCommand(connection, Kept.GetValue(connection, PreparedStatements.Of)))
            : result;
}
