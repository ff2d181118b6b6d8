using System.Data.Common;

namespace Benchmarks.Deployments;

/// <summary>A row as it lies in a table, with its values as the driver gives and takes them.</summary>
internal sealed record Row(string Table, IReadOnlyDictionary<string, object> Values)
{
    public object this[string column] => Values[column];

    /// <exception cref="InvalidOperationException">There is none.</exception>
    /// <param name="where">Names its one parameter @value.</param>
    public static async Task<Row> Read(DbDataSource database, string table, string where, object value) =>
        (await ReadAll(database, table, where, value)) is [var first, ..] ? first : throw new InvalidOperationException($"{table} has no row where {where}.");

    public static async Task<List<Row>> ReadAll(DbDataSource database, string table, string where, object value)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"""SELECT * FROM "{table}" WHERE {where}""";
        command.Give("value", value);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<Row>();
        while (await reader.ReadAsync())
        {
            rows.Add(new Row(table, Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, reader.GetValue)));
        }

        return rows;
    }

    public Row With(string column, object? value) => this with { Values = new Dictionary<string, object>(Values) { [column] = value ?? DBNull.Value } };

    public Row Without(string column) => this with { Values = Values.Where(pair => pair.Key != column).ToDictionary() };

    /// <summary>What an update would have to set to make the other row this one.</summary>
    public IReadOnlyList<string> ChangedFrom(Row before) => [.. Values.Where(pair => !pair.Value.Equals(before[pair.Key])).Select(pair => pair.Key)];
}
