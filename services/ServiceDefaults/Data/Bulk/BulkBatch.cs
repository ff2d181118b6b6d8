using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace ServiceDefaults.Data.Bulk;

/// <summary>Rows of one shape on their way. An update that does not find all of its rows is a conflict, as with a statement for each.</summary>
internal abstract class BulkBatch(BulkRows rows) : ModificationCommandBatch
{
    private bool _more;

    public override IReadOnlyList<IReadOnlyModificationCommand> ModificationCommands => Rows.Rows;

    public override bool AreMoreBatchesExpected => _more;

    protected BulkRows Rows { get; } = rows;

    /// <summary>It is complete from the beginning.</summary>
    public override bool TryAddCommand(IReadOnlyModificationCommand modificationCommand) => false;

    public override void Complete(bool moreBatchesExpected) => _more = moreBatchesExpected;

    public override void Execute(IRelationalConnection connection) => ExecuteAsync(connection).GetAwaiter().GetResult();

    public override async Task ExecuteAsync(IRelationalConnection connection, CancellationToken cancellationToken = default)
    {
        int written;
        try
        {
            written = await Write(connection, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new DbUpdateException($"Rows of {Rows.Table} could not be saved; the inner exception says why.", e, Entries());
        }

        if (written != Rows.Rows.Count)
        {
            throw new DbUpdateConcurrencyException($"{written} of {Rows.Rows.Count} rows of {Rows.Table} were there to be changed: another writer was first.", Entries());
        }
    }

    /// <returns>How many rows were written.</returns>
    protected abstract Task<int> Write(IRelationalConnection connection, CancellationToken ct);

    private List<IUpdateEntry> Entries() => [.. Rows.Rows.SelectMany(row => row.Entries)];
}
