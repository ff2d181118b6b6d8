using System.Data.Common;

namespace Benchmarks.Deployments;

/// <summary>Prepared statements from rows; each column is the parameter of its name.</summary>
internal static class Statements
{
    public static DbCommand Insert(this DbConnection connection, Row row)
    {
        var names = row.Values.Keys.ToList();
        var command = connection.CreateCommand();
        command.CommandText =
            $"""INSERT INTO "{row.Table}" ({string.Join(", ", names.Select(n => $"\"{n}\""))}) VALUES ({string.Join(", ", names.Select(n => "@" + n))})""";
        return command.Prepared(row, names);
    }

    /// <summary>Sets these columns of the row whose "Id" is given.</summary>
    public static DbCommand Update(this DbConnection connection, Row row, IReadOnlyList<string> columns)
    {
        var command = connection.CreateCommand();
        command.CommandText = $"""UPDATE "{row.Table}" SET {string.Join(", ", columns.Select(n => $"\"{n}\" = @{n}"))} WHERE "Id" = @Id""";
        return command.Prepared(row, columns.Append("Id"));
    }

    public static void Give(this DbCommand command, string name, object value)
    {
        if (command.Parameters.Contains(name))
        {
            command.Parameters[name].Value = value;
            return;
        }

        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }

    /// <summary>The command itself, with these values.</summary>
    public static DbCommand Given(this DbCommand command, params (string Name, object Value)[] values)
    {
        foreach (var (name, value) in values)
        {
            command.Give(name, value);
        }

        return command;
    }

    private static DbCommand Prepared(this DbCommand command, Row row, IEnumerable<string> columns)
    {
        foreach (var name in columns)
        {
            // Every provider takes ids as Guids, also where it gives them as text.
            command.Give(name, name == "Id" ? Guid.Empty : row[name]);
        }

        command.Prepare();
        return command;
    }
}
