using System.Data.Common;
using System.Globalization;

namespace Benchmarks.Deployments;

/// <summary>Gives each of some customers a pass like the sample.</summary>
internal static class Passes
{
    public static async Task<IReadOnlyList<Guid>> Fill(DbDataSource database, PassSample sample, IReadOnlyList<Guid> customers)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var pass = connection.Insert(sample.Pass);
        await using var holder = connection.Insert(sample.Holder);
        pass.Transaction = holder.Transaction = transaction;
        var ids = new List<Guid>(customers.Count);
        for (var i = 0; i < customers.Count; i++)
        {
            ids.Add(Guid.CreateVersion7());
            pass.Give("Id", ids[i]);
            pass.Give("CustomerId", customers[i]);
            pass.Give("Serial", 1_000_000 + i);
            pass.Give("Number", string.Create(CultureInfo.InvariantCulture, $"B{i:D7}"));
            await pass.ExecuteNonQueryAsync();
            holder.Give("PassId", ids[i]);
            holder.Give("CustomerId", customers[i]);
            holder.Give("Code", string.Create(CultureInfo.InvariantCulture, $"B{i:D25}"));
            await holder.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
        return ids;
    }
}
