using System.Data;
using Microsoft.Data.Sqlite;

namespace ServiceDefaults.Data;

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
