using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace ServiceDefaults.Data.Bulk;

/// <summary>
/// What is saved together: many rows of one shape by one statement, everything else as the provider does it, in the same order.
/// </summary>
/// <param name="ordinary">Makes the provider's own.</param>
/// <param name="together">Makes the statement for rows of one shape.</param>
internal sealed class BulkSaveBatch(Func<ModificationCommandBatch> ordinary, Func<BulkRows, ModificationCommandBatch> together) : ModificationCommandBatch
{
    /// <summary>Fewer are as quick one by one, all in one round trip.</summary>
    private const int Many = 10;

    private readonly List<IReadOnlyModificationCommand> _commands = [];
    private readonly List<ModificationCommandBatch> _parts = [];
    private bool _more;

    public override IReadOnlyList<IReadOnlyModificationCommand> ModificationCommands => _commands;

    public override bool RequiresTransaction => _parts.Count > 1 || _parts.Any(part => part.RequiresTransaction);

    public override bool AreMoreBatchesExpected => _more;

    public override bool TryAddCommand(IReadOnlyModificationCommand modificationCommand)
    {
        _commands.Add(modificationCommand);
        return true;
    }

    public override void Complete(bool moreBatchesExpected)
    {
        _more = moreBatchesExpected;
        ModificationCommandBatch? open = null;
        foreach (var rows in BulkRows.In(_commands))
        {
            if (!rows.IsOrdinary && rows.Rows.Count >= Many)
            {
                _parts.Add(together(rows));
                open = null;
                continue;
            }

            foreach (var row in rows.Rows)
            {
                if (open is null || !open.TryAddCommand(row))
                {
                    _parts.Add(open = ordinary());
                    open.TryAddCommand(row);
                }
            }
        }

        for (var i = 0; i < _parts.Count; i++)
        {
            _parts[i].Complete(moreBatchesExpected || i < _parts.Count - 1);
        }
    }

    public override void Execute(IRelationalConnection connection) => _parts.ForEach(part => part.Execute(connection));

    public override async Task ExecuteAsync(IRelationalConnection connection, CancellationToken cancellationToken = default)
    {
        foreach (var part in _parts)
        {
            await part.ExecuteAsync(connection, cancellationToken);
        }
    }
}
