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
    private const int BatchSize = 50;
    private const int MaximumAttempts = 6;

    /// <summary>Of one item that others change at the same moment, before that counts as a failure.</summary>
    private const int MaximumRaces = 5;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromSeconds(5);

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
                if (batch.Count > 1 && work.Together > 1 && await HandleTogether(work, batch, ct))
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
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var now = clock.GetUtcNow();
        var due = await work.Due(db, now)
            .Where(item => !db.WorkLeases.Any(l => l.Work == work.Name && l.ItemId == item.Id && (l.ParkedAt != null || l.LeaseUntil > now)))
            .Take(BatchOf(work)).ToListAsync(ct);
        if (work.Together > 1 && await ClaimAll(db, work.Name, due, now, ct))
        {
            return due;
        }

        var claimed = new List<DueItem>(due.Count);
        foreach (var item in due)
        {
            if (await ClaimOne(db, work.Name, item.Id, now, ct))
            {
                claimed.Add(item);
            }
        }

        return claimed;
    }

    /// <summary>Of work that waits no more than begins at once, since the lease runs from the claim on.</summary>
    private static int BatchOf(DueWork<TDb> work) => work.AtOnce > 1 ? work.AtOnce : Math.Max(BatchSize, work.Together);

    /// <summary>Claims what nobody has held before, in one go.</summary>
    /// <returns>False when something of it is held, or has failed before: then it is claimed one by one.</returns>
    private async Task<bool> ClaimAll(TDb db, string work, List<DueItem> due, DateTimeOffset now, CancellationToken ct)
    {
        var until = now + options.Value.Lease;
        db.WorkLeases.AddRange(due.Select(item => new WorkLease { Work = work, ItemId = item.Id, LeaseUntil = until }));
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException)
        {
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private async Task<bool> ClaimOne(TDb db, string work, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        var until = now + options.Value.Lease;
        var renewed = await db.InTurn(
            () => db.WorkLeases
                .Where(l => l.Work == work && l.ItemId == id && l.ParkedAt == null && l.LeaseUntil <= now)
                .ExecuteUpdateAsync(set => set.SetProperty(l => l.LeaseUntil, until), ct),
            ct);
        if (renewed == 1)
        {
            return true;
        }

        db.WorkLeases.Add(new WorkLease { Work = work, ItemId = id, LeaseUntil = until });
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException)
        {
            // Another replica was first.
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    /// <returns>False when it failed, and nothing was done.</returns>
    private async Task<bool> HandleTogether(DueWork<TDb> work, List<DueItem> items, CancellationToken ct)
    {
        using var activity = Instruments.Source.StartActivity($"due {work.Name}");
        activity?.SetTag("due_work.items", items.Count);
        try
        {
            List<Guid> ids = [.. items.Select(item => item.Id)];
            await InScope(work, ids, (db, now) => work.HandleTogether(db, ids, now, ct), ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            activity?.Fail(e.GetType().Name);
            Log.TogetherFailed(logger, work.Name, items.Count, e);
            return false;
        }

        items.ForEach(item => RecordLag(work, item));
        Instruments.DueWorkDone.Add(items.Count, new KeyValuePair<string, object?>("work", work.Name));
        return true;
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
            catch (Exception e) when (tries < MaximumRaces && PassingFailure.IsLostRace(e))
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

        db.HandOverEvents();
    }

    private async Task RecordFailure(DueWork<TDb> work, Guid id, Exception exception, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TDb>();
        var lease = await db.WorkLeases.FirstOrDefaultAsync(l => l.Work == work.Name && l.ItemId == id, ct);
        if (lease is null)
        {
            return;
        }

        var now = clock.GetUtcNow();
        lease.LastError = StorableText.Of(exception.Message, WorkLease.MaximumError);
        if (PassingFailure.Is(exception))
        {
            // Nothing is wrong with the item; however long it takes, it is never given up for this.
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
            work.GivenUp(db, id, now);
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
        public static partial void TogetherFailed(ILogger logger, string work, int count, Exception exception);

        [LoggerMessage(LogLevel.Warning, "{Work} failed for {Item} (try {Attempts})")]
        public static partial void ItemFailed(ILogger logger, string work, Guid item, int attempts, Exception exception);
    }
}

/// <summary>The due work of one service, for who does not know which.</summary>
public interface IDueWorkLoop
{
    /// <summary>Handles what is due now, beside the loop that does so by itself.</summary>
    /// <returns>How many items were handled.</returns>
    Task<int> RunUntilNothingIsDue(CancellationToken ct);

    /// <summary>The service's context, as metrics name it.</summary>
    string Db { get; }

    /// <summary>How many items of each work are due now, without those that are parked.</summary>
    Task<IReadOnlyList<(string Work, long Count)>> CountDue(CancellationToken ct);
}

/// <summary>Section <c>DueWork</c>.</summary>
public sealed class DueWorkOptions
{
    /// <summary>
    /// How long a replica may take for what it has claimed before another one takes over: longer than any item takes, and than the
    /// clocks of two machines differ.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(2);
}

public static class DueWorkSetup
{
    /// <summary>Runs the <see cref="DueWork{TDb}"/> registered for <typeparamref name="TDb"/>.</summary>
    public static void AddDueWorkLoop<TDb>(this IServiceCollection services)
        where TDb : ServiceDb
    {
        services.AddOptions<DueWorkOptions>().BindConfiguration("DueWork")
            .Validate(options => options.Lease >= TimeSpan.FromSeconds(5) && options.Lease <= TimeSpan.FromHours(1), "DueWork:Lease must be 00:00:05 to 01:00:00.")
            .ValidateOnStart();
        services.AddSingleton<DueWorkLoop<TDb>>();
        services.AddSingleton<IDueWorkLoop>(provider => provider.GetRequiredService<DueWorkLoop<TDb>>());
        services.AddHostedService(provider => provider.GetRequiredService<DueWorkLoop<TDb>>());
    }
}
