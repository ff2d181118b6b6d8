using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;

namespace Benchmarks.Deployments;

/// <summary>Fills a database with copies of the sample, far quicker than by calls.</summary>
internal sealed class Orders(DbDataSource database, Sample sample)
{
    public const string Listed = "InProgress";
    private const int NumberOfCustomers = 1_000;

    /// <summary>Of ten orders, six run, two are to be renewed and two are paused.</summary>
    private static readonly string[] Stages = [Listed, Listed, "ToRenew", Listed, "Paused", Listed, Listed, "ToRenew", Listed, "Paused"];

    private readonly List<Guid> _customers = [];
    private readonly ConcurrentQueue<Guid> _running = new();
    private readonly DateTime _began = TimeProvider.System.GetUtcNow().UtcDateTime;
    private int _last;

    /// <summary>Those of <see cref="Fill"/>.</summary>
    public IReadOnlyList<Guid> All { get; private set; } = [];

    public IReadOnlyList<Guid> Customers => _customers;

    /// <summary>The business that is read: orders of all stages and many customers.</summary>
    public async Task Fill(int count)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using var insert = connection.Insert(sample.Customer);
            insert.Transaction = transaction;
            for (var i = 0; i < NumberOfCustomers; i++)
            {
                _customers.Add(Guid.CreateVersion7());
                insert.Give("Id", _customers[i]);
                insert.Give("EmailKey", string.Create(CultureInfo.InvariantCulture, $"copy{i}@example.com"));
                await insert.ExecuteNonQueryAsync();
            }

            await transaction.CommitAsync();
        }

        All = await Add(count, i => Stages[i % Stages.Length]);
    }

    /// <summary>Sees to it that so many running orders wait to be closed.</summary>
    public async Task Stock(int count)
    {
        if (count > _running.Count)
        {
            foreach (var id in await Add(count - _running.Count, _ => Listed))
            {
                _running.Enqueue(id);
            }
        }
    }

    /// <summary>Running orders that nobody closes.</summary>
    public async Task<IReadOnlyList<Guid>> AddRunning(int count) => await Add(count, _ => Listed);

    public Guid TakeRunning() =>
        _running.TryDequeue(out var id) ? id : throw new InvalidOperationException("More orders were closed than had been stocked.");

    private async Task<List<Guid>> Add(int count, Func<int, string> stage)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var order = connection.Insert(sample.Order);
        await using var line = connection.Insert(sample.Lines[0]);
        order.Transaction = line.Transaction = transaction;
        var ids = new List<Guid>(count);
        for (var i = 0; i < count; i++)
        {
            var id = Guid.CreateVersion7();
            ids.Add(id);
            _last++;
            order.Give("Id", id);
            order.Give("Number", string.Create(CultureInfo.InvariantCulture, $"B{_last:D7}"));
            order.Give("Stage", stage(i));
            order.Give("CustomerId", _customers[_last % _customers.Count]);
            order.Give("CreatedAt", _began.AddSeconds(-_last));
            await order.ExecuteNonQueryAsync();
            line.Give("Id", Guid.CreateVersion7());
            line.Give("SubscriptionId", id);
            await line.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
        return ids;
    }
}
