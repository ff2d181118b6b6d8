using Benchmarks.Deployments;
using Npgsql;

namespace Benchmarks.Limits;

/// <summary>The rows of a billing run as PostgreSQL takes them quickest: new ones by COPY, changed ones by one statement for each table.</summary>
internal sealed class BulkInvoices(Deployment deployment, BillingSample billed) : IRawInvoices
{
    private readonly Row _started = billed.StartedBatch(RawInvoices.BatchSize);
    private readonly Row _issued = billed.IssuedBatch(RawInvoices.BatchSize);

    public async Task Write(IReadOnlyList<NewInvoice> invoices)
    {
        await using var subscriptions = (NpgsqlConnection)await deployment.Database("subscriptions").OpenConnectionAsync();
        await using var billing = (NpgsqlConnection)await deployment.Database("billing").OpenConnectionAsync();
        foreach (var batch in invoices.Chunk(RawInvoices.BatchSize))
        {
            await using (var transaction = await subscriptions.BeginTransactionAsync())
            {
                await subscriptions.UpdateAll(deployment.Sample.Order, [.. batch.Select(i => i.Order)], RawInvoices.OfOrder);
                await subscriptions.CopyIn(_started, 1, ("EventId", _ => Guid.CreateVersion7()));
                await transaction.CommitAsync();
            }

            await using (var transaction = await billing.BeginTransactionAsync())
            {
                await billing.UpdateAll(billed.Account, [.. batch.Select(i => i.Order)], RawInvoices.OfAccount);
                await billing.UpdateAll(billed.Profile, [.. batch.Select(i => i.Customer)], RawInvoices.OfProfile);
                await billing.CopyIn(
                    billed.Invoice, batch.Length, ("Id", i => batch[i].Id), ("SourceId", i => batch[i].Order), ("CustomerId", i => batch[i].Customer), ("Number", i => batch[i].Number));
                await billing.CopyIn(billed.Line, batch.Length, ("InvoiceId", i => batch[i].Id));
                await billing.CopyIn(_issued, 1, ("EventId", _ => Guid.CreateVersion7()));
                await transaction.CommitAsync();
            }
        }
    }
}
