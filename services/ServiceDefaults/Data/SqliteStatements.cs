using System.Data;
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

/// <summary>The prepared commands of one connection, of those that were used last.</summary>
internal sealed class PreparedStatements
{
    private const int Most = 60;

    private readonly Dictionary<string, LinkedListNode<SqliteCommand>> _byText = new(StringComparer.Ordinal);
    private readonly LinkedList<SqliteCommand> _lastUsed = new();

    /// <summary>A connection that is closed gives its handle back to the driver's pool, where another connection may take it: what was prepared by it ends before.</summary>
    public static PreparedStatements Of(SqliteConnection connection)
    {
        var statements = new PreparedStatements();
        connection.StateChange += (_, change) =>
        {
            if (change.CurrentState == ConnectionState.Closed)
            {
                statements.Clear();
            }
        };
        return statements;
    }

    /// <returns>A command of that text which nobody else uses until it is put back.</returns>
    public SqliteCommand Take(string text, SqliteConnection connection)
    {
        if (_byText.Remove(text, out var kept))
        {
            _lastUsed.Remove(kept);
            return kept.Value;
        }

        return new SqliteCommand(text, connection);
    }

    public void PutBack(SqliteCommand command)
    {
        command.Parameters.Clear();
        command.Transaction = null;
        if (command.Connection is not { State: ConnectionState.Open } || _byText.ContainsKey(command.CommandText))
        {
            command.Dispose();
            return;
        }

        _byText[command.CommandText] = _lastUsed.AddLast(command);
        if (_byText.Count > Most)
        {
            var oldest = _lastUsed.First!.Value;
            _byText.Remove(oldest.CommandText);
            _lastUsed.RemoveFirst();
            oldest.Dispose();
        }
    }

    private void Clear()
    {
        foreach (var kept in _lastUsed)
        {
            kept.Dispose();
        }

        _lastUsed.Clear();
        _byText.Clear();
    }
}

/// <summary>Runs as the prepared command of the same text that its connection keeps.</summary>
internal sealed class PreparedSqliteCommand : SqliteCommand
{
    private readonly PreparedStatements _statements;
    private SqliteCommand? _prepared;

    public PreparedSqliteCommand(SqliteConnection connection, PreparedStatements statements)
    {
        Connection = connection;
        _statements = statements;
    }

    public override SqliteDataReader ExecuteReader(CommandBehavior behavior)
    {
        PutBack();
        var prepared = _statements.Take(CommandText, Connection!);
        try
        {
            prepared.Transaction = Transaction;
            prepared.CommandTimeout = CommandTimeout;
            foreach (SqliteParameter parameter in Parameters)
            {
                prepared.Parameters.Add(parameter);
            }

            var reader = prepared.ExecuteReader(behavior);
            _prepared = prepared;
            return reader;
        }
        catch
        {
            // A statement that has failed is not used again.
            prepared.Dispose();
            throw;
        }
    }

    public override SqliteDataReader ExecuteReader() => ExecuteReader(CommandBehavior.Default);

    public override int ExecuteNonQuery()
    {
        var reader = ExecuteReader();
        reader.Dispose();
        return reader.RecordsAffected;
    }

    public override object? ExecuteScalar()
    {
        using var reader = ExecuteReader();
        return reader.Read() ? reader.GetValue(0) : null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            PutBack();
        }

        base.Dispose(disposing);
    }

    private void PutBack()
    {
        if (_prepared is { } prepared)
        {
            _prepared = null;
            _statements.PutBack(prepared);
        }
    }
}
