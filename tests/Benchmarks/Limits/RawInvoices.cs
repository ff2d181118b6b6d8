using System.Data.Common;
using Benchmarks.Deployments;
using Npgsql;

namespace Benchmarks.Limits;

/// <summary>
/// What a billing run writes and nothing else: the order's next date, invoice, line, event, account and profile, 200 orders in a transaction
/// of each database, committed as durably. PostgreSQL gets each transaction's statements in one go.
/// </summary>
internal sealed class RawInvoices(Deployment deployment, BillingSample billed)
{
    private const int Together = 200;

    private int _number;

    public async Task Write(IReadOnlyList<Guid> orders)
    {
        await using var subscriptions = await deployment.Database("subscriptions").OpenConnectionAsync();
        await using var billing = await deployment.Database("billing").OpenConnectionAsync();
        var sample = deployment.Sample.Order;
        await using var next = subscriptions.Update(sample, ["NextInvoiceAt", "PeriodIndex", "UpdatedAt", "Version"]);
        await using var account = billing.Update(billed.Account, ["InvoicesIssued", "UpdatedAt", "Version"]);
        await using var profile = billing.Update(billed.Profile, ["Changes", "UpdatedAt", "Version"]);
        await using var invoice = billing.Insert(billed.Invoice);
        await using var line = billing.Insert(billed.Line);
        await using var told = billing.Insert(billed.Event);
        foreach (var batch in orders.Chunk(Together))
        {
            await InOneTransaction(subscriptions, batch, order => [next.Given(("Id", order))]);
            await InOneTransaction(billing, batch, order =>
            {
                var id = Guid.CreateVersion7();
                return
                [
                    account.Given(("Id", order)), profile.Given(("Id", deployment.Orders.Customers[_number % deployment.Orders.Customers.Count])),
                    invoice.Given(("Id", id), ("SubscriptionId", order), ("Number", $"LIMIT/{++_number:D8}")), line.Given(("InvoiceId", id)), told.Given(("EventId", Guid.CreateVersion7())),
                ];
            });
        }
    }

    private static async Task InOneTransaction(DbConnection connection, Guid[] orders, Func<Guid, DbCommand[]> statements)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        if (connection is NpgsqlConnection server)
        {
            await using var batch = new NpgsqlBatch(server);
            foreach (var order in orders)
            {
                foreach (var statement in statements(order))
                {
                    batch.BatchCommands.Add(Copy(statement));
                }
            }

            await batch.ExecuteNonQueryAsync();
        }
        else
        {
            foreach (var order in orders)
            {
                foreach (var statement in statements(order))
                {
                    statement.Transaction = transaction;
                    await statement.ExecuteNonQueryAsync();
                }
            }
        }

        await transaction.CommitAsync();
    }

    private static NpgsqlBatchCommand Copy(DbCommand statement)
    {
        var copy = new NpgsqlBatchCommand(statement.CommandText);
        foreach (NpgsqlParameter parameter in statement.Parameters)
        {
            copy.Parameters.Add(parameter.Clone());
        }

        return copy;
    }
}
