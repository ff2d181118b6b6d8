using System.Data.Common;
using Benchmarks.Deployments;

namespace Benchmarks.Limits;

/// <summary>The rows of a billing run by prepared statements, which is how SQLite, to which no call goes over a network, takes them quickest.</summary>
internal sealed class PreparedInvoices(Deployment deployment, BillingSample billed) : IRawInvoices
{
    private readonly Row _started = billed.StartedBatch(RawInvoices.BatchSize);
    private readonly Row _issued = billed.IssuedBatch(RawInvoices.BatchSize);

    public async Task Write(IReadOnlyList<NewInvoice> invoices)
    {
        await using var subscriptions = await deployment.Database("subscriptions").OpenConnectionAsync();
        await using var billing = await deployment.Database("billing").OpenConnectionAsync();
        await using var next = subscriptions.Update(deployment.Sample.Order, RawInvoices.OfOrder);
        await using var account = billing.Update(billed.Account, RawInvoices.OfAccount);
        await using var profile = billing.Update(billed.Profile, RawInvoices.OfProfile);
        await using var invoice = billing.Insert(billed.Invoice);
        await using var line = billing.Insert(billed.Line);
        await using var started = subscriptions.Insert(_started);
        await using var issued = billing.Insert(_issued);
        foreach (var batch in invoices.Chunk(RawInvoices.BatchSize))
        {
            await InOneTransaction(subscriptions, batch, started.Given(("EventId", Guid.CreateVersion7())), i => [next.Given(("Id", i.Order))]);
            await InOneTransaction(billing, batch, issued.Given(("EventId", Guid.CreateVersion7())), i =>
            [
                account.Given(("Id", i.Order)), profile.Given(("Id", i.Customer)),
                invoice.Given(("Id", i.Id), ("SourceId", i.Order), ("CustomerId", i.Customer), ("Number", i.Number)), line.Given(("InvoiceId", i.Id)),
            ]);
        }
    }

    private static async Task InOneTransaction(DbConnection connection, NewInvoice[] batch, DbCommand published, Func<NewInvoice, DbCommand[]> statements)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var statement in batch.SelectMany(statements).Append(published))
        {
            statement.Transaction = transaction;
            await statement.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }
}
