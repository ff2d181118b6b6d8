using System.Globalization;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Migrations.Tests.SqlServer;

/// <summary>The public sizes of SQL Server's types, as far as keys may hold them.</summary>
internal static class ColumnReader
{
    public static Column Read(DataTypeReference? type)
    {
        if (type is not SqlDataTypeReference known)
        {
            throw new SchemaException($"{type?.Name.BaseIdentifier.Value ?? "A computed column"} is no type that SQL Server brings.");
        }

        string written = known.Name.BaseIdentifier.Value + (known.Parameters.Count == 0 ? "" : $"({string.Join(',', known.Parameters.Select(p => p.Value))})");
        return new Column(written, Bytes(known));
    }

    private static int? Bytes(SqlDataTypeReference type) => type.SqlDataTypeOption switch
    {
        SqlDataTypeOption.NVarChar or SqlDataTypeOption.NChar => 2 * Length(type),
        SqlDataTypeOption.VarChar or SqlDataTypeOption.Char or SqlDataTypeOption.VarBinary or SqlDataTypeOption.Binary => Length(type),
        SqlDataTypeOption.NText or SqlDataTypeOption.Text or SqlDataTypeOption.Image => null,
        SqlDataTypeOption.UniqueIdentifier => 16,
        SqlDataTypeOption.Decimal or SqlDataTypeOption.Numeric => 17,
        SqlDataTypeOption.DateTimeOffset => 10,
        _ => 8,
    };

    /// <summary>Null for max.</summary>
    private static int? Length(SqlDataTypeReference type) => type.Parameters.FirstOrDefault() switch
    {
        null => 1,
        MaxLiteral => null,
        var length => int.Parse(length.Value, CultureInfo.InvariantCulture),
    };
}
