using Benchmarks.Deployments;
using Npgsql;

namespace Benchmarks.Limits;

/// <summary>Many rows like one, the way in which PostgreSQL takes them quickest; within the connection's transaction.</summary>
internal static class BulkRows
{
    /// <summary>By binary COPY.</summary>
    /// <param name="own">Columns in which the rows differ, with a value for each row.</param>
    public static async Task CopyIn(this NpgsqlConnection connection, Row row, int count, params (string Column, Func<int, object> Value)[] own)
    {
        var values = row.Values.ToDictionary(pair => pair.Key, pair => (Func<int, object>)(_ => pair.Value));
        foreach (var (column, value) in own)
        {
            values[column] = value;
        }

        await using var writer = await connection.BeginBinaryImportAsync(
            $"""COPY "{row.Table}" ({string.Join(", ", values.Keys.Select(column => $"\"{column}\""))}) FROM STDIN (FORMAT BINARY)""");
        for (var i = 0; i < count; i++)
        {
            await writer.StartRowAsync();
            foreach (var value in values.Values)
            {
                await Write(writer, value(i));
            }
        }

        await writer.CompleteAsync();
    }

    /// <summary>By one statement: sets these columns, to the row's own values, in the rows of these ids.</summary>
    public static async Task UpdateAll(this NpgsqlConnection connection, Row row, IReadOnlyList<Guid> ids, params string[] columns)
    {
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            UPDATE "{row.Table}" AS t SET {string.Join(", ", columns.Select(column => $"\"{column}\" = v.\"{column}\""))}
            FROM unnest(@Id, {string.Join(", ", columns.Select(column => "@" + column))}) AS v("Id", {string.Join(", ", columns.Select(column => $"\"{column}\""))})
            WHERE t."Id" = v."Id"
            """;
        command.Give("Id", ids.ToArray());
        foreach (var column in columns)
        {
            command.Give(column, Repeated(row[column], ids.Count));
        }

        await command.PrepareAsync();
        await command.ExecuteNonQueryAsync();
    }

    private static Array Repeated(object value, int count)
    {
        var values = Array.CreateInstance(value.GetType(), count);
        for (var i = 0; i < count; i++)
        {
            values.SetValue(value, i);
        }

        return values;
    }

    private static Task Write(NpgsqlBinaryImporter writer, object value) => value switch
    {
        DBNull => writer.WriteNullAsync(),
        Guid id => writer.WriteAsync(id),
        string text => writer.WriteAsync(text),
        int number => writer.WriteAsync(number),
        decimal amount => writer.WriteAsync(amount),
        bool yes => writer.WriteAsync(yes),
        DateTime time => writer.WriteAsync(time),
        DateOnly day => writer.WriteAsync(day),
        _ => throw new InvalidOperationException($"No column is expected to be a {value.GetType()}."),
    };
}
