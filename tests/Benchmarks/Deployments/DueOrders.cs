using System.Globalization;

namespace Benchmarks.Deployments;

/// <summary>Running orders whose first period is invoiced, in both databases, and which become due all at once.</summary>
internal sealed class DueOrders(Deployment deployment, BillingSample billed)
{
    private readonly HashSet<Guid> _known = [];

    /// <returns>Their ids; they are not due yet.</returns>
    public async Task<IReadOnlyList<Guid>> Stock(int count)
    {
        var orders = await deployment.Orders.AddRunning(count);
        await using var connection = await deployment.Database("billing").OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var account = connection.Insert(billed.Account);
        await using var profile = connection.Insert(billed.Profile);
        await using var known = connection.Insert(billed.Customer);
        account.Transaction = profile.Transaction = known.Transaction = transaction;
        foreach (var customer in deployment.Orders.Customers.Where(_known.Add))
        {
            profile.Give("Id", customer);
            await profile.ExecuteNonQueryAsync();
            known.Give("Id", customer);
            await known.ExecuteNonQueryAsync();
        }

        foreach (var order in orders)
        {
            account.Give("Id", order);
            await account.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
        return orders;
    }

    /// <summary>Makes all of them due that are not billed for their second period yet.</summary>
    public async Task FallDue(IReadOnlyList<Guid> orders)
    {
        await using var connection = await deployment.Database("subscriptions").OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var update = connection.Update(deployment.Sample.Order.With("NextInvoiceAt", deployment.Sample.Order["CreatedAt"]), ["NextInvoiceAt"]);
        update.Transaction = transaction;
        foreach (var order in orders)
        {
            update.Give("Id", order);
            await update.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }

    /// <summary>How many invoices have a number, and so are committed.</summary>
    public async Task<long> Invoiced()
    {
        await using var command = deployment.Database("billing").CreateCommand("""SELECT SUM("Last") FROM "NumberSeries" WHERE "Series" = 'INV'""");
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
