namespace Migrations.Tests.SqlServer;

/// <summary>What SQL Server refuses although it parses.</summary>
public static class SchemaRules
{
    private const int ClusteredKeyBytes = 900;
    private const int IndexKeyBytes = 1700;
    private const int KeyColumns = 32;
    private const int NameLength = 128;

    public static IEnumerable<string> Violations(Schema schema) =>
        schema.Tables.Values
            .SelectMany(table => Names(table).Concat(Keys(table)).Concat(References(schema, table)))
            .Concat(CascadePaths(schema));

    private static IEnumerable<string> Names(Table table) =>
        from name in table.Columns.Keys.Concat(table.Keys.Select(key => key.Name)).Concat(table.ForeignKeys.Select(key => key.Name)).Append(table.Name)
        where name.Length > NameLength
        select $"{table.Name}: the name {name} has more than {NameLength} letters.";

    private static IEnumerable<string> Keys(Table table)
    {
        foreach (var twice in table.Keys.GroupBy(key => key.Name, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1))
        {
            yield return $"{table.Name} has two indexes {twice.Key}.";
        }

        if (table.Keys.Count(key => key.Clustered) > 1)
        {
            yield return $"{table.Name} has two clustered indexes.";
        }

        foreach (var key in table.Keys)
        {
            string[] unknown = [.. key.Columns.Concat(key.Mentioned).Where(name => !table.Columns.ContainsKey(name))];
            if (unknown.Length > 0)
            {
                yield return $"{key.Name} mentions {string.Join(", ", unknown)}, which {table.Name} does not have.";
                continue;
            }

            int?[] sizes = [.. key.Columns.Select(name => table.Columns[name].Bytes)];
            int most = key.Clustered ? ClusteredKeyBytes : IndexKeyBytes;
            if (sizes.Contains(null) || sizes.Sum() > most || sizes.Length > KeyColumns)
            {
                yield return $"{key.Name} is too wide for a key: {string.Join(", ", key.Columns.Select(name => $"{name} {table.Columns[name].Type}"))}; {most} bytes at most.";
            }
        }
    }

    private static IEnumerable<string> References(Schema schema, Table table)
    {
        foreach (var key in table.ForeignKeys)
        {
            if (!schema.Tables.TryGetValue(key.ReferencedTable, out var target))
            {
                yield return $"{key.Name} refers to {key.ReferencedTable}, which is not there.";
            }
            else if (!target.Keys.Exists(unique => unique.Unique && unique.Columns.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(key.ReferencedColumns)))
            {
                yield return $"{key.Name} refers to columns of {target.Name} that are no key.";
            }
            else if (!key.Columns.Select(name => table.Columns.GetValueOrDefault(name)?.Type)
                .SequenceEqual(key.ReferencedColumns.Select(name => target.Columns.GetValueOrDefault(name)?.Type)))
            {
                yield return $"{key.Name} joins columns of different types.";
            }
        }
    }

    /// <summary>A delete may reach each table by one way only (error 1785), also when it merely sets null there.</summary>
    private static IEnumerable<string> CascadePaths(Schema schema)
    {
        var affected = schema.Tables.Values
            .SelectMany(table => table.ForeignKeys.Where(key => key.Cascades), (table, key) => (key.ReferencedTable, table.Name))
            .ToLookup(edge => edge.ReferencedTable, edge => edge.Name, StringComparer.OrdinalIgnoreCase);

        foreach (string start in schema.Tables.Keys)
        {
            var reached = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { start };
            var next = new Queue<string>([start]);
            while (next.TryDequeue(out string? table))
            {
                foreach (string child in affected[table])
                {
                    if (!reached.Add(child))
                    {
                        yield return $"A delete in {start} reaches {child} by several ways.";
                        next.Clear();
                        break;
                    }

                    next.Enqueue(child);
                }
            }
        }
    }
}
