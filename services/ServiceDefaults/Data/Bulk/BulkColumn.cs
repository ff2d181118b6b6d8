using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace ServiceDefaults.Data.Bulk;

/// <summary>One column of rows of one shape, with what each row gets in it or, as a condition, must still have.</summary>
/// <param name="Name">For a parameter: p0, p1 ...</param>
/// <param name="Index">Among the columns of each row.</param>
internal sealed record BulkColumn(string Name, string Column, bool IsCondition, bool IsNullable, RelationalTypeMapping Mapping, int Index)
{
    /// <summary>As the database calls it.</summary>
    public string Type => Mapping.StoreType;

    /// <summary>Of the values, as the driver takes them.</summary>
    public Type ValueType => Mapping.Converter?.ProviderClrType ?? Mapping.ClrType;

    /// <summary>A column that is both written and a condition, such as a version, comes twice.</summary>
    public static IReadOnlyList<BulkColumn> Of(BulkRows rows)
    {
        var columns = new List<BulkColumn>();
        for (var i = 0; i < rows.Columns.Count; i++)
        {
            var column = rows.Columns[i];
            if (column.IsWrite)
            {
                Add(column, i, isCondition: false);
            }

            if (column.IsCondition)
            {
                Add(column, i, isCondition: true);
            }
        }

        return columns;

        void Add(IColumnModification column, int index, bool isCondition) => columns.Add(new BulkColumn(
            string.Create(CultureInfo.InvariantCulture, $"p{columns.Count}"), column.ColumnName, isCondition, column.IsNullable == true, column.TypeMapping!, index));
    }

    public object? ValueOf(IReadOnlyModificationCommand row)
    {
        var column = row.ColumnModifications[Index];
        var value = IsCondition ? column.OriginalValue : column.Value;
        return Mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value;
    }

    /// <summary>As Entity Framework makes it, without a value yet.</summary>
    public DbParameter ParameterOf(DbCommand command) => Mapping.CreateParameter(command, "@" + Name, null, nullable: true);
}
