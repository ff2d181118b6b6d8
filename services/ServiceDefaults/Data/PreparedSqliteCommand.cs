using System.Data;
using Microsoft.Data.Sqlite;

namespace ServiceDefaults.Data;

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
