using System.Collections.Concurrent;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using ServiceDefaults.Messaging;
using ServiceDefaults.Tests.Support;
using static ServiceDefaults.Tests.Support.ThingsUnderTest;

namespace ServiceDefaults.Tests.Messaging;

public sealed class OutboxChannelOnSqlite() : OutboxChannelTests(DatabaseProvider.Sqlite);

public sealed class OutboxChannelOnPostgres() : OutboxChannelTests(DatabaseProvider.Postgres)
{
    /// <summary>Drivers hide a password once they have used it.</summary>
    [Fact]
    public async Task A_password_in_the_connection_string_makes_no_other_database_of_it()
    {
        await using var databases = new PostgresDatabases();
        await using var things = await Start(new ServiceSettings
        {
            Database = DatabaseProvider.Postgres,
            Configuration = new() { ["ConnectionStrings:plans"] = $"{await databases.Create("plans")};Password=not-asked-for" },
        });

        await Holder(things);
    }

    /// <summary>No clock moves here: what nobody had in hand would be held for ever.</summary>
    [Fact]
    public async Task What_was_saved_before_the_broker_failed_and_committed_after_goes_out_when_it_is_back()
    {
        await using var things = await Start(DatabaseProvider.Postgres);
        await Holder(things);
        var gate = things.Service.Transport;
        things.Probe.OnWrite = async () =>
        {
            things.Probe.OnWrite = () => Task.CompletedTask;
            gate.OnPublish = (_, _) => throw new InvalidOperationException("The broker is away.");
            await Eventually.Async(async () => (await Saved(things)).LeaseId is null, "the dispatcher to take nothing more into its hands");
        };

        await things.Staff.CreatePlanAsync(Thing("between"));
        gate.OnPublish = (_, _) => Task.CompletedTask;

        await things.Settled();
        var between = (await Rows(things)).Single(row => ((PlanChanged)row.Read()).Name["en"] == "between");
        (await things.Effects()).Count(id => id == between.EventId).ShouldBe(1);
    }
}

/// <summary>
/// What is committed is handed to the dispatcher in the same process, without a look into the database: its row was saved as held by it. Rows that
/// were handed over have the same holder all their lives; those that are found in the database have another one for each look.
/// </summary>
public abstract class OutboxChannelTests(DatabaseProvider database)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task What_is_committed_is_published_without_being_looked_for()
    {
        await using var things = await Start(database);
        var holder = await Holder(things);

        for (var i = 0; i < 10; i++)
        {
            await things.Staff.CreatePlanAsync(Thing($"thing {i}"));
        }

        await things.Settled();
        var rows = (await Rows(things)).TakeLast(10).ToList();
        rows.ShouldAllBe(row => row.LeaseId == holder && row.Attempts == 1);
        rows.ShouldAllBe(row => row.LeaseUntil == things.Clock.GetUtcNow() + Lease);
        (await things.Effects()).Order().ShouldBe((await Rows(things)).Select(row => row.EventId).Order());
    }

    [Fact]
    public async Task A_pile_that_is_committed_at_once_is_published_whole_and_each_of_it_once()
    {
        await using var things = await Start(database);
        var holder = await Holder(things);
        await things.Settled();
        var published = new ConcurrentQueue<Guid>();
        things.Service.Transport.OnPublish = (id, _) =>
        {
            published.Enqueue(id);
            return Task.CompletedTask;
        };
        var now = things.Clock.GetUtcNow();

        await things.Service.Read(db =>
        {
            db.Things.AddRange(Enumerable.Range(0, 250).Select(i => Support.Thing.Create($"of the pile {i}", now)));
            return db.SaveChangesAsync();
        });

        await things.Settled();
        var pile = (await Rows(things)).TakeLast(250).ToList();
        pile.ShouldAllBe(row => row.LeaseId == holder && row.Attempts == 1);
        published.Order().ShouldBe(pile.Select(row => row.EventId).Order());
        (await things.Effects()).Count(id => published.Contains(id)).ShouldBe(250);
    }

    [Fact]
    public async Task Two_services_in_one_process_publish_each_its_own()
    {
        await using var one = await Start(database);
        await using var two = await Start(database);

        var holders = new[] { await Holder(one), await Holder(two) };
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async i => await (i % 2 == 0 ? one : two).Staff.CreatePlanAsync(Thing($"{i:D2}"))));

        holders.ShouldBeUnique();
        foreach (var (things, holder) in new[] { one, two }.Zip(holders))
        {
            await things.Settled();
            var rows = await Rows(things);
            rows.TakeLast(10).ShouldAllBe(row => row.LeaseId == holder);
            (await things.Effects()).Order().ShouldBe(rows.Select(row => row.EventId).Order());
        }
    }

    [Fact]
    public async Task While_the_broker_fails_what_is_saved_waits_in_the_database_until_it_is_back()
    {
        await using var things = await Start(database);
        var holder = await Holder(things);
        await things.Settled();
        var gate = things.Service.Transport;

        gate.OnPublish = (_, _) => throw new InvalidOperationException("The broker is away.");
        await Eventually.Async(async () => (await Saved(things)).LeaseId is null, "the dispatcher to take nothing more into its hands");
        gate.OnPublish = (_, _) => Task.CompletedTask;

        await things.Settled();
        (await things.Effects()).Order().ShouldBe((await Rows(things)).Select(row => row.EventId).Order());
        await Eventually.Async(async () => (await Saved(things)).LeaseId == holder, "the dispatcher to be handed events again");
    }

    [Fact]
    public async Task What_has_waited_at_the_desk_for_as_long_as_it_was_held_is_another_ones()
    {
        await using var things = await Start(database);
        var holder = await Holder(things);
        await things.Settled();
        var (began, open) = (new TaskCompletionSource(), new TaskCompletionSource());
        var gate = things.Service.Transport;
        gate.OnPublish = (_, _) =>
        {
            began.TrySetResult();
            return open.Task;
        };

        var first = await Saved(things);
        await began.Task.WaitAsync(TimeSpan.FromSeconds(30));
        var second = await Saved(things);
        things.Clock.Advance(Lease);
        open.SetResult();

        await things.Settled();
        (first.LeaseId, second.LeaseId).ShouldBe((holder, holder));
        var waited = (await Rows(things)).Single(row => row.Sequence == second.Sequence);
        (waited.LeaseId == holder, waited.Attempts).ShouldBe((false, 2), "whoever finds it publishes it");
        (await things.Effects()).Count(id => id == second.EventId).ShouldBe(1);
    }

    [Fact]
    public async Task A_process_that_stops_gives_back_what_it_holds_and_has_not_published()
    {
        var folder = Directory.CreateTempSubdirectory("desk-").FullName;
        await using var databases = database == DatabaseProvider.Postgres ? new PostgresDatabases() : null;
        var connection = databases is null ? $"Data Source={Path.Combine(folder, "plans.db")}" : await databases.Create("plans");
        var things = await Start(new ServiceSettings { Database = database, Folder = folder, Configuration = new() { ["ConnectionStrings:plans"] = connection } });
        var holder = await Holder(things);
        await things.Settled();
        var began = new TaskCompletionSource();
        things.Service.Transport.OnPublish = (_, ct) =>
        {
            began.TrySetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, ct);
        };

        await Saved(things);
        await began.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await Saved(things);
        await Saved(things);
        (await Rows(things)).TakeLast(3).ShouldAllBe(row => row.LeaseId == holder && row.LeaseUntil != null && row.CompletedAt == null);
        await things.DisposeAsync();

        var options = new DbContextOptionsBuilder<ThingsDb>();
        ServiceDatabase.Configure(options, database, connection);
        await using (var db = new ThingsDb((DbContextOptions<ThingsDb>)options.Options))
        {
            var left = await db.Outbox.AsNoTracking().Where(m => m.CompletedAt == null).ToListAsync();
            left.Count.ShouldBe(3);
            left.ShouldAllBe(row => row.LeaseId == null && row.LeaseUntil == null);
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Who holds what is handed over: two rows of two commits have the same holder once the dispatcher is there.</summary>
    protected static async Task<Guid> Holder(ThingsUnderTest things)
    {
        Guid? holder = null;
        await Eventually.Async(
            async () =>
            {
                holder = (await Saved(things)).LeaseId;
                return holder is not null && (await Saved(things)).LeaseId == holder;
            },
            "the dispatcher to be handed events");
        return holder!.Value;
    }

    /// <summary>The row of an event that is committed now, as it was saved: whatever becomes of it afterwards.</summary>
    protected static Task<OutboxMessage> Saved(ThingsUnderTest things) => things.Service.Read(async db =>
    {
        db.Things.Add(Support.Thing.Create("thing", things.Clock.GetUtcNow()));
        await db.SaveChangesAsync();
        return db.Outbox.Local.Single();
    });

    protected static Task<List<OutboxMessage>> Rows(ThingsUnderTest things) => things.Service.Read(db => db.Outbox.AsNoTracking().OrderBy(m => m.Sequence).ToListAsync());
}
