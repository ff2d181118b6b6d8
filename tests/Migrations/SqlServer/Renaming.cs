using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Migrations.Tests.SqlServer;

/// <summary>A call of sp_rename, the one procedure that changes a schema in migrations.</summary>
/// <param name="From">Quoted parts: [Table], [Table].[Column] or [Table].[Index], perhaps with a schema before.</param>
/// <param name="To">The new name, unquoted.</param>
/// <param name="Kind">COLUMN, INDEX or OBJECT.</param>
internal sealed record Renaming(string[] From, string To, string Kind)
{
    public static Renaming? Of(ExecuteStatement execute)
    {
        if (execute.ExecuteSpecification.ExecutableEntity is not ExecutableProcedureReference procedure
            || !string.Equals(procedure.ProcedureReference.ProcedureReference?.Name.BaseIdentifier.Value, "sp_rename", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string[] values = [.. procedure.Parameters.Select(parameter => ((StringLiteral)parameter.ParameterValue).Value)];
        return new Renaming([.. values[0].Split('.').Select(part => part.Trim('[', ']'))], values[1], values.ElementAtOrDefault(2) ?? "OBJECT");
    }

    public void Apply(Schema schema)
    {
        if (Kind.Equals("OBJECT", StringComparison.OrdinalIgnoreCase))
        {
            RenameObject(schema);
            return;
        }

        var table = schema.Tables.GetValueOrDefault(From[^2]) ?? throw new SchemaException($"There is no table {From[^2]}.");
        if (Kind.Equals("INDEX", StringComparison.OrdinalIgnoreCase))
        {
            int at = table.Keys.FindIndex(key => key.Name == From[^1]);
            table.Keys[at] = at >= 0 ? table.Keys[at] with { Name = To } : throw new SchemaException($"{table.Name} has no index {From[^1]}.");
        }
        else
        {
            RenameColumn(schema, table);
        }
    }

    private void RenameObject(Schema schema)
    {
        if (!schema.ObjectNames.Remove(From[^1]) || !schema.ObjectNames.Add(To))
        {
            throw new SchemaException($"{From[^1]} cannot become {To}.");
        }

        if (schema.Tables.Remove(From[^1], out var table))
        {
            table.Name = To;
            schema.Tables.Add(To, table);
            foreach (var other in schema.Tables.Values)
            {
                Replace(other.ForeignKeys, key => key.ReferencedTable == From[^1] ? key with { ReferencedTable = To } : key);
            }
        }
    }

    private void RenameColumn(Schema schema, Table table)
    {
        if (!table.Columns.Remove(From[^1], out var column) || !table.Columns.TryAdd(To, column))
        {
            throw new SchemaException($"{table.Name}.{From[^1]} cannot become {To}.");
        }

        Replace(table.Keys, key => key with { Columns = Renamed(key.Columns), Mentioned = Renamed(key.Mentioned) });
        Replace(table.ForeignKeys, key => key with { Columns = Renamed(key.Columns) });
        foreach (var other in schema.Tables.Values)
        {
            Replace(other.ForeignKeys, key => key.ReferencedTable == table.Name ? key with { ReferencedColumns = Renamed(key.ReferencedColumns) } : key);
        }
    }

    private string[] Renamed(string[] columns) => [.. columns.Select(name => name == From[^1] ? To : name)];

    private static void Replace<T>(List<T> items, Func<T, T> change)
    {
        for (int i = 0; i < items.Count; i++)
        {
            items[i] = change(items[i]);
        }
    }
}
