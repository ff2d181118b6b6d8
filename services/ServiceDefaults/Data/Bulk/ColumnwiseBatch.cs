using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;
using Npgsql;

namespace ServiceDefaults.Data.Bulk;

/// <summary>
/// Rows of one shape in one statement of PostgreSQL's, whose text does not depend on their number, so that it is prepared once: an array for each column,
/// unnested to rows.
/// </summary>
internal sealed class ColumnwiseBatch(BulkRows rows, ModificationCommandBatchFactoryDependencies dependencies) : BulkBatch(rows)
{
    /// <summary>How many rows an update has found is known when it is done.</summary>
    public override bool RequiresTransaction => !Rows.Added;

    protected override Task<int> Write(IRelationalConnection connection, CancellationToken ct)
    {
        var columns = BulkColumn.Of(Rows);
        var builder = dependencies.CommandBuilderFactory.Create().Append(Text(columns));
        foreach (var column in columns)
        {
            builder.AddRawParameter(column.Name, new NpgsqlParameter(column.Name, ArrayOf(column)) { DataTypeName = WithoutSize(column.Type) + "[]" });
        }

        return builder.Build().ExecuteNonQueryAsync(
            new RelationalCommandParameterObject(
                connection, new Dictionary<string, object?>(), null, dependencies.CurrentContext.Context, dependencies.Logger, CommandSource.SaveChanges),
            ct);
    }

    private string Text(IReadOnlyList<BulkColumn> columns)
    {
        var sql = dependencies.SqlGenerationHelper;
        var table = sql.DelimitIdentifier(Rows.Table, Rows.Schema);
        var given = $"unnest({string.Join(", ", columns.Select(c => "@" + c.Name))})";
        if (Rows.Added)
        {
            return $"INSERT INTO {table} ({string.Join(", ", columns.Select(c => sql.DelimitIdentifier(c.Column)))}) SELECT * FROM {given}";
        }

        var written = columns.Where(c => !c.IsCondition).Select(c => $"{sql.DelimitIdentifier(c.Column)} = v.{c.Name}");
        var conditions = columns.Where(c => c.IsCondition).Select(c => $"t.{sql.DelimitIdentifier(c.Column)} = v.{c.Name}");
        return $"UPDATE {table} AS t SET {string.Join(", ", written)} FROM {given} AS v({string.Join(", ", columns.Select(c => c.Name))}) WHERE {string.Join(" AND ", conditions)}";
    }

    private Array ArrayOf(BulkColumn column)
    {
        var type = column.ValueType;
        if (column.IsNullable && type.IsValueType && Nullable.GetUnderlyingType(type) is null)
        {
            type = typeof(Nullable<>).MakeGenericType(type);
        }

        var values = Array.CreateInstance(type, Rows.Rows.Count);
        for (var row = 0; row < values.Length; row++)
        {
            values.SetValue(column.ValueOf(Rows.Rows[row]), row);
        }

        return values;
    }

    /// <summary>The server checks a text against the column's own size; to a size in the array's type it would cut it.</summary>
    private static string WithoutSize(string type)
    {
        var from = type.IndexOf('(', StringComparison.Ordinal);
        return from < 0 ? type : type.Remove(from, type.IndexOf(')', from) + 1 - from);
    }
}
