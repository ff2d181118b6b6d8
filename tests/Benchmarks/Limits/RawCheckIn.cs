using System.Data.Common;
using Benchmarks.Deployments;

namespace Benchmarks.Limits;

/// <summary>
/// What a check-in writes and nothing else: the same columns of the pass, the same visit, ledger entry, event and idempotency record, in one transaction
/// of prepared statements, committed as durably.
/// </summary>
internal sealed class RawCheckIn : IAsyncDisposable
{
    private readonly List<Writer> _callers = [];
    private readonly IReadOnlyList<(Guid Pass, Guid Customer)> _passes;
    private readonly SemaphoreSlim? _turn;
    private int _next;

    private RawCheckIn(Deployment deployment, IReadOnlyList<(Guid Pass, Guid Customer)> passes)
    {
        _passes = passes;
        _turn = deployment.WritesInTurn ? new SemaphoreSlim(1, 1) : null;
    }

    /// <param name="passes">Of the deployment's twin.</param>
    public static async Task<RawCheckIn> Open(Deployment deployment, PassSample sample, IReadOnlyList<(Guid Pass, Guid Customer)> passes, int atOnce)
    {
        var raw = new RawCheckIn(deployment, passes);
        for (var i = 0; i < atOnce; i++)
        {
            raw._callers.Add(new Writer(await deployment.Twin.OpenConnectionAsync(), sample));
        }

        return raw;
    }

    public async Task Write(int caller)
    {
        var turn = Interlocked.Increment(ref _next) & int.MaxValue;
        var (pass, customer) = _passes[turn % _passes.Count];
        if (_turn is null)
        {
            await _callers[caller].Write(pass, customer, turn);
            return;
        }

        await _turn.WaitAsync();
        try
        {
            await _callers[caller].Write(pass, customer, turn);
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

    private sealed class Writer(DbConnection connection, PassSample sample) : IAsyncDisposable
    {
        private readonly DbCommand _pass = connection.Update(sample.Used, sample.Used.ChangedFrom(sample.Pass));
        private readonly DbCommand _visit = connection.Insert(sample.Visit);
        private readonly DbCommand _entry = connection.Insert(sample.Entry);
        private readonly DbCommand _event = connection.Insert(sample.Event);
        private readonly DbCommand _request = connection.Insert(sample.Request);

        private IEnumerable<DbCommand> Commands => [_pass, _visit, _entry, _event, _request];

        public async Task Write(Guid pass, Guid customer, int turn)
        {
            _pass.Give("Id", pass);
            _visit.Given(("Id", Guid.CreateVersion7()), ("PassId", pass), ("CustomerId", customer));
            _entry.Given(("PassId", pass), ("Position", turn + 1));
            _event.Give("EventId", Guid.CreateVersion7());
            _request.Give("RequestId", $"check-in-{Guid.CreateVersion7()}");

            await using var transaction = await connection.BeginTransactionAsync();
            foreach (var command in Commands)
            {
                command.Transaction = transaction;
                await command.ExecuteNonQueryAsync();
            }

            await transaction.CommitAsync();
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var command in Commands)
            {
                await command.DisposeAsync();
            }

            await connection.DisposeAsync();
        }
    }
}
