using System.Data.Common;
using Benchmarks.Deployments;

namespace Benchmarks.Limits;

/// <summary>
/// What a close writes and nothing else: the same columns of the order, the same ledger entry, event and idempotency record, in one
/// transaction of prepared statements, committed as durably.
/// </summary>
internal sealed class RawClose : IAsyncDisposable
{
    private readonly List<Writer> _callers = [];
    private readonly IReadOnlyList<Guid> _orders;
    private readonly SemaphoreSlim? _turn;
    private int _next;

    private RawClose(Deployment deployment)
    {
        _orders = deployment.TwinOrders.All;
        // Whoever waits for a lock of SQLite's does so asleep; in a queue the limit is higher.
        _turn = deployment.WritesInTurn ? new SemaphoreSlim(1, 1) : null;
    }

    public static async Task<RawClose> Open(Deployment deployment, int atOnce)
    {
        var close = new RawClose(deployment);
        for (var i = 0; i < atOnce; i++)
        {
            close._callers.Add(new Writer(await deployment.Twin.OpenConnectionAsync(), deployment.Sample));
        }

        return close;
    }

    public async Task Write(int caller)
    {
        var order = _orders[(Interlocked.Increment(ref _next) & int.MaxValue) % _orders.Count];
        if (_turn is null)
        {
            await _callers[caller].Write(order);
            return;
        }

        await _turn.WaitAsync();
        try
        {
            await _callers[caller].Write(order);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var caller in _callers)
        {
            await caller.DisposeAsync();
        }

        _turn?.Dispose();
    }

    private sealed class Writer(DbConnection connection, Sample sample) : IAsyncDisposable
    {
        private readonly DbCommand _order = connection.Update(sample.Closed, sample.Closed.ChangedFrom(sample.Order));
        private readonly DbCommand _movement = connection.Insert(sample.Movement);
        private readonly DbCommand _event = connection.Insert(sample.Event);
        private readonly DbCommand _request = connection.Insert(sample.Request);

        public async Task Write(Guid order)
        {
            _order.Give("Id", order);
            _movement.Give("Id", Guid.CreateVersion7());
            _movement.Give("SubscriptionId", order);
            _event.Give("EventId", Guid.CreateVersion7());
            _request.Give("RequestId", $"close-{Guid.CreateVersion7()}");

            await using var transaction = await connection.BeginTransactionAsync();
            foreach (var command in new[] { _order, _movement, _event, _request })
            {
                command.Transaction = transaction;
                await command.ExecuteNonQueryAsync();
            }

            await transaction.CommitAsync();
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var command in new[] { _order, _movement, _event, _request })
            {
                await command.DisposeAsync();
            }

            await connection.DisposeAsync();
        }
    }
}
