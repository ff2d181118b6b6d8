using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Update;

namespace ServiceDefaults.Data.Bulk;

/// <summary>
/// Rows of one table that are all added, or all changed in the same columns under the same conditions, next to each other in the order in which
/// Entity Framework saves.
/// </summary>
internal sealed class BulkRows
{
    private readonly List<IReadOnlyModificationCommand> _rows;

    private BulkRows(IReadOnlyModificationCommand first)
    {
        _rows = [first];
        Added = first.EntityState == EntityState.Added;
        IsOrdinary = first.EntityState is not (EntityState.Added or EntityState.Modified) || first.ColumnModifications.Any(NeedsItsOwnStatement);
    }

    public IReadOnlyList<IReadOnlyModificationCommand> Rows => _rows;

    public string Table => _rows[0].TableName;

    public string? Schema => _rows[0].Schema;

    /// <summary>Otherwise changed.</summary>
    public bool Added { get; }

    /// <summary>No two of them go into one statement: the server has to tell something of each, or they are deleted.</summary>
    public bool IsOrdinary { get; }

    /// <summary>Columns of the first row, in whose places all have theirs.</summary>
    public IReadOnlyList<IColumnModification> Columns => _rows[0].ColumnModifications;

    /// <summary>In their order.</summary>
    public static IReadOnlyList<BulkRows> In(IEnumerable<IReadOnlyModificationCommand> commands)
    {
        var found = new List<BulkRows>();
        foreach (var command in commands)
        {
            if (found.Count == 0 || !found[^1].TryAdd(command))
            {
                found.Add(new BulkRows(command));
            }
        }

        return found;
    }

    private bool TryAdd(IReadOnlyModificationCommand command)
    {
        if (!IsLike(command))
        {
            return false;
        }

        _rows.Add(command);
        return true;
    }

    private bool IsLike(IReadOnlyModificationCommand command)
    {
        var first = _rows[0];
        if (command.EntityState != first.EntityState || command.TableName != first.TableName || command.Schema != first.Schema
            || command.ColumnModifications.Count != Columns.Count)
        {
            return false;
        }

        for (var i = 0; i < Columns.Count; i++)
        {
            var (one, other) = (Columns[i], command.ColumnModifications[i]);
            if (one.ColumnName != other.ColumnName || one.IsWrite != other.IsWrite || one.IsCondition != other.IsCondition || NeedsItsOwnStatement(other) != NeedsItsOwnStatement(one))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The server gives its value, or a condition is that there is none.</summary>
    private static bool NeedsItsOwnStatement(IColumnModification column) =>
        column.IsRead || column.JsonPath is not null || column.TypeMapping is null || (column.IsCondition && column.OriginalValue is null);
}
