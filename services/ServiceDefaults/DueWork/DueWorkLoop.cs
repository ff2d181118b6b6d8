using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServiceDefaults.Data;
using ServiceDefaults.Errors;
using ServiceDefaults.Telemetry;

namespace ServiceDefaults.DueWork;

/// <summary>
/// Finds due items of one service, claims them in batches with a lease, and handles each in its own transaction. Any number of
/// replicas share the work; what a crashed one held is taken over when its lease ends; a bad item is parked and stops no other.
/// </summary>
public sealed partial class DueWorkLoop<TDb>(
    IServiceScopeFactory scopes, IEnumerable<DueWork<TDb>> works, IOptions<DueWorkOptions> options, TimeProvider clock, ILogger<DueWorkLoop<TDb>> logger)
    : BackgroundService, IDueWorkLoop
    where TDb : ServiceDb
{
    private const int MaximumAttempts = 6;

    /// <summary>Of one item that others change at the same moment, before that counts as a failure.</summary>
    private const int MaximumConflicts = 5;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromSeconds(5);

    private int _batchesInProgress;

    /// <summary>Batches that this process is working on, which no lease shows.</summary>
    public int BatchesInProgress => Volatile.Read(ref _batchesInProgress);

    /// <summary>What waits for another machine has a round of its own each, so that it holds up nothing else.</summary>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(works.GroupBy(work => work.InTransaction ? "" : work.Name).Select(round => Task.Run(() => GoOn([.. round], stoppingToken), stoppingToken)));

    private async Task GoOn(IReadOnlyList<DueWork<TDb>> round, CancellationToken stoppingToken)
    {
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunUntilNothingIsDue(round, stoppingToken);
                failures = 0;
                await Task.Delay(Poll, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                failures++;
                Log.LoopFailed(logger, typeof(TDb).Name, failures, e);
                await Task.Delay(TimeSpan.FromSeconds(Math.Min(30, Math.Pow(2, failures))), stoppingToken);
            }
        }
    }

    /// <inheritdoc/>
    public Task<int> RunUntilNothingIsDue(CancellationToken ct) => RunUntilNothingIsDue(works, ct);

    private async Task<int> RunUntilNothingIsDue(IEnumerable<DueWork<TDb>> round, CancellationToken ct)
    {
        var handled = 0;
        foreach (var work in round)
        {
            List<DueItem> batch;
            do
            {
                batch = await Claim(work, ct);
                handled += batch.Count;
                if (work is DueBatch<TDb> inBatches ? await HandleBatch(inBatches, batch, ct) : batch.Count > 1 && work.MaximumBatch > 1 && await HandleMany(work, batch, ct))
                {
                    continue;
                }

                var atOnce = new ParallelOptions { MaxDegreeOfParallelism = work.AtOnce, CancellationToken = ct };
                await Parallel.ForEachAsync(batch, atOnce, async (item, _) => await HandleOne(work, item, ct));
            }
            while (batch.Count > 0);
        }

        return handled;
    }

    /// <inheritdoc/>
    public string Db => typeof(TDb).Name;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<(string Work, long Count)>> CountDue(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var now = clock.GetUtcNow();
        var counts = new List<(string, long)>();
        foreach (var work in works)
        {
            counts.Add((work.Name, await work.Due(db, now)
                .LongCountAsync(item => !db.WorkLeases.Any(l => l.Work == work.Name && l.ItemId == item.Id && l.ParkedAt != null), ct)));
        }

        return counts;
    }

    private async Task<List<DueItem>> Claim(DueWork<TDb> work, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<TDb>().Claim(work, clock.GetUtcNow(), options.Value.Lease, ct);
    }

    /// <returns>False when it failed, and nothing was done.</returns>
    private async Task<bool> HandleMany(DueWork<TDb> work, List<DueItem> items, CancellationToken ct)
    {
        using var activity = Instruments.Source.StartActivity($"due {work.Name}");
        activity?.SetTag("due_work.items", items.Count);
        try
        {
            List<Guid> ids = [.. items.Select(item => item.Id)];
            await InScope(work, ids, (db, now) => work.HandleMany(db, ids, now, ct), ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            activity?.Fail(e.GetType().Name);
            Log.BatchFailed(logger, work.Name, items.Count, e);
            return false;
        }

        items.ForEach(item => RecordLag(work, item));
        Instruments.DueWorkDone.Add(items.Count, new KeyValuePair<string, object?>("work", work.Name));
        return true;
    }

    /// <returns>False when nothing could be claimed.</returns>
    private async Task<bool> HandleBatch(DueBatch<TDb> work, List<DueItem> items, CancellationToken ct)
    {
        if (items.Count == 0)
        {
            return true;
        }

        using var activity = Instruments.Source.StartActivity($"due {work.Name}");
        activity?.SetTag("due_work.items", items.Count);
        Interlocked.Increment(ref _batchesInProgress);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<TDb>();
            var result = await work.HandleBatch(db, [.. items.Select(item => item.Id)], clock.GetUtcNow(), ct);
            var done = items.Where(item => result.Done.Contains(item.Id)).ToList();
            List<Guid> ids = [.. done.Select(item => item.Id)];
            // What an earlier failure has left. Also while the process stops: what is done is not tried again.
            await db.InTurn(() => db.WorkLeases.Where(l => l.Work == work.Name && ids.Contains(l.ItemId)).ExecuteDeleteAsync(CancellationToken.None), CancellationToken.None);
            done.ForEach(item => RecordLag(work, item));
            Instruments.DueWorkDone.Add(done.Count, new KeyValuePair<string, object?>("work", work.Name));
            foreach (var (id, failure) in result.Failed)
            {
                activity?.Fail(failure.GetType().Name);
                await RecordFailure(work, id, failure, CancellationToken.None);
            }

            return true;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            activity?.Fail(e.GetType().Name);
            Log.BatchFailed(logger, work.Name, items.Count, e);
            return false;
        }
        finally
        {
            Interlocked.Decrement(ref _batchesInProgress);
        }
    }

    private void RecordLag(DueWork<TDb> work, DueItem item) =>
        Instruments.DueWorkLag.Record((clock.GetUtcNow() - item.At).TotalSeconds, new KeyValuePair<string, object?>("work", work.Name));

    private async Task HandleOne(DueWork<TDb> work, DueItem item, CancellationToken ct)
    {
        var id = item.Id;
        using var activity = Instruments.Source.StartActivity($"due {work.Name}");
        activity?.SetTag("due_work.item", id);
        RecordLag(work, item);
        for (var tries = 1; ; tries++)
        {
            try
            {
                await InScope(work, [id], (db, now) => work.Handle(db, id, now, ct), ct);
                Instruments.DueWorkDone.Add(1, new KeyValuePair<string, object?>("work", work.Name));
                return;
            }
            catch (Exception e) when (tries < MaximumConflicts && TransientFailure.IsConflict(e))
            {
                // Whoever begins again sees what the other has done.
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                activity?.Fail(e.GetType().Name);
                await RecordFailure(work, id, e, ct);
                return;
            }
        }
    }

    /// <summary>One try, in a context and, but for work that waits for other machines, a transaction of its own.</summary>
    private async Task InScope(DueWork<TDb> work, IReadOnlyList<Guid> ids, Func<TDb, DateTimeOffset, Task> act, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        await using var transaction = work.InTransaction ? await WriteTransaction.Begin(db, ct) : null;
        await act(db, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        var leases = db.WorkLeases.Where(l => l.Work == work.Name && ids.Contains(l.ItemId));
        if (transaction is not null)
        {
            await leases.ExecuteDeleteAsync(ct);
            await transaction.CommitAsync(ct);
        }
        else
        {
            await db.InTurn(() => leases.ExecuteDeleteAsync(ct), ct);
        }

        db.PublishSaved();
    }

    private async Task RecordFailure(DueWork<TDb> work, Guid id, Exception exception, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var now = clock.GetUtcNow();
        var lease = await db.WorkLeases.FirstOrDefaultAsync(l => l.Work == work.Name && l.ItemId == id, ct);
        if (lease is null && work is DueBatch<TDb>)
        {
            lease = new WorkLease { Work = work.Name, ItemId = id, LeaseUntil = now };
            db.WorkLeases.Add(lease);
        }

        if (lease is null)
        {
            return;
        }

        lease.LastError = StorableText.Of(exception.Message, WorkLease.MaximumError);
        if (TransientFailure.Is(exception))
        {
            // Nothing is wrong with the item; however long it takes, it is never parked for this.
            lease.LeaseUntil = now + FirstBackOff;
        }
        else
        {
            lease.Attempts = exception is NeedsStaffException ? MaximumAttempts : lease.Attempts + 1;
            lease.LeaseUntil = now + (FirstBackOff * Math.Pow(3, lease.Attempts - 1));
        }

        if (lease.Attempts >= MaximumAttempts)
        {
            lease.ParkedAt = now;
            work.OnParked(db, id, now);
            Instruments.DueWorkParked.Add(1, new KeyValuePair<string, object?>("work", work.Name));
        }

        await db.SaveChangesAsync(ct);
        Log.ItemFailed(logger, work.Name, id, lease.Attempts, exception);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The due-work loop of {Db} failed ({Failures} in a row); it goes on")]
        public static partial void LoopFailed(ILogger logger, string db, int failures, Exception exception);

        [LoggerMessage(LogLevel.Warning, "{Work} failed for {Count} items together; each is handled by itself")]
        public static partial void BatchFailed(ILogger logger, string work, int count, Exception exception);

        [LoggerMessage(LogLevel.Warning, "{Work} failed for {Item} (try {Attempts})")]
        public static partial void ItemFailed(ILogger logger, string work, Guid item, int attempts, Exception exception);
    }
}
