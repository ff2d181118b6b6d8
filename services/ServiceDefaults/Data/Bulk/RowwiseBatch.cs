using System.Data.Common;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace ServiceDefaults.Data.Bulk;

/// <summary>
/// Rows of one shape by one prepared statement, run for each with its values: SQLite, to which no call goes over a network, spends more on reading a
/// statement than on running it.
/// </summary>
internal sealed class RowwiseBatch(BulkRows rows, ModificationCommandBatchFactoryDependencies dependencies) : BulkBatch(rows)
{
    public override bool RequiresTransaction => true;

    protected override async Task<int> Write(IRelationalConnection connection, CancellationToken ct)
    {
        var columns = BulkColumn.Of(Rows);
        await using var command = connection.DbConnection.CreateCommand();
        command.Transaction = connection.CurrentTransaction!.GetDbTransaction();
        command.CommandText = Text(columns);
        List<DbParameter> parameters = [.. columns.Select(column => column.ParameterOf(command))];
        parameters.ForEach(parameter => command.Parameters.Add(parameter));
        await command.PrepareAsync(ct);
        var written = 0;
        foreach (var row in Rows.Rows)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                parameters[i].Value = columns[i].ValueOf(row) ?? DBNull.Value;
            }

            written += await command.ExecuteNonQueryAsync(ct);
        }

        return written;
    }

    private string Text(IReadOnlyList<BulkColumn> columns)
    {
        var sql = dependencies.SqlGenerationHelper;
        var table = sql.DelimitIdentifier(Rows.Table, Rows.Schema);
        return Rows.Added
            ? $"INSERT INTO {table} ({string.Join(", ", columns.Select(c => sql.DelimitIdentifier(c.Column)))}) VALUES ({string.Join(", ", columns.Select(c => "@" + c.Name))})"
            : $"UPDATE {table} SET {Equations(", ", isCondition: false)} WHERE {Equations(" AND ", isCondition: true)}";

        string Equations(string between, bool isCondition) =>
            string.Join(between, columns.Where(c => c.IsCondition == isCondition).Select(c => $"{sql.DelimitIdentifier(c.Column)} = @{c.Name}"));
    }
}
