namespace Migrations.Tests.SqlServer;

/// <summary>What a script leaves behind. Names compare as SQL Server's default collation does, without case.</summary>
public sealed class Schema
{
    public Dictionary<string, Table> Tables { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Of tables and constraints, which share one name space.</summary>
    public HashSet<string> ObjectNames { get; } = new(StringComparer.OrdinalIgnoreCase);
}

public sealed record Table(string Name)
{
    public string Name { get; set; } = Name;

    public Dictionary<string, Column> Columns { get; } = new(StringComparer.OrdinalIgnoreCase);

    public List<Key> Keys { get; } = [];

    public List<ForeignKey> ForeignKeys { get; } = [];
}

/// <param name="Type">As written, for example nvarchar(100).</param>
/// <param name="Bytes">The most that a value takes; null when unbounded, as nvarchar(max) is.</param>
public sealed record Column(string Type, int? Bytes);

/// <summary>A primary key, a unique constraint or an index.</summary>
/// <param name="Name">Unique in its table.</param>
/// <param name="Columns">In order.</param>
/// <param name="Mentioned">Columns that it mentions besides: included ones, and those of its filter.</param>
/// <param name="Unique">Whether a foreign key may point at it.</param>
/// <param name="Clustered">The table's own order.</param>
public sealed record Key(string Name, string[] Columns, string[] Mentioned, bool Unique, bool Clustered);

/// <param name="Name">Unique in its schema.</param>
/// <param name="Columns">In the table that refers.</param>
/// <param name="ReferencedTable">The table that is referred to.</param>
/// <param name="ReferencedColumns">Of a unique key there.</param>
/// <param name="Cascades">Whether a delete there does anything here.</param>
public sealed record ForeignKey(string Name, string[] Columns, string ReferencedTable, string[] ReferencedColumns, bool Cascades);
