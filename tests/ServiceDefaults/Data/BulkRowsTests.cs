using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using ServiceDefaults.Data;
using ServiceDefaults.Errors;
using ServiceDefaults.Messaging;
using ServiceDefaults.Tests.Support;

namespace ServiceDefaults.Tests.Data;

public sealed class BulkRowsOnSqlite() : BulkRowsTests(DatabaseProvider.Sqlite);

public sealed class BulkRowsOnPostgres() : BulkRowsTests(DatabaseProvider.Postgres)
{
    [Fact]
    public async Task However_many_they_are_their_table_gets_one_statement()
    {
        await using var things = await ThingsUnderTest.Start(DatabaseProvider.Postgres);
        var statements = new List<string>();
        var connection = await things.Service.Read(db => Task.FromResult(db.Database.GetConnectionString()!));
        var options = new DbContextOptionsBuilder<ThingsDb>().LogTo((id, _) => id == RelationalEventId.CommandExecuted, e => statements.Add(e.ToString()));
        ServiceDatabase.Configure(options, DatabaseProvider.Postgres, connection);
        await using var db = new ThingsDb((DbContextOptions<ThingsDb>)options.Options);

        db.Effects.AddRange(Enumerable.Range(0, 500).Select(_ => new Effect { Id = Guid.CreateVersion7(), EventId = Guid.CreateVersion7() }));
        await db.SaveChangesAsync();

        statements.ShouldHaveSingleItem();
        (await things.Effects()).Count.ShouldBe(500);
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_refused_and_not_cut()
    {
        await using var things = await ThingsUnderTest.Start(DatabaseProvider.Postgres);

        await Should.ThrowAsync<DbUpdateException>(() => things.Service.Read(db =>
        {
            db.Inbox.AddRange(Enumerable.Range(0, Many).Select(i => new InboxMessage
            {
                EventId = Guid.CreateVersion7(), Handler = new string('x', i == 7 ? 101 : 100), HandledAt = things.Clock.GetUtcNow(),
            }));
            return db.SaveChangesAsync();
        }));

        (await things.Service.Read(db => db.Inbox.CountAsync())).ShouldBe(0);
    }
}

/// <summary>Many rows of one kind that are saved at once.</summary>
public abstract class BulkRowsTests(DatabaseProvider database)
{
    protected const int Many = 60;

    [Fact]
    public async Task Each_is_stored_as_it_is_and_its_event_with_it_in_order()
    {
        await using var things = await ThingsUnderTest.Start(database);
        var now = things.Clock.GetUtcNow();
        List<Thing> made = [.. Enumerable.Range(0, Many).Select(i => Thing.Create($"d'Artagnan {{{i}}}, \"ê\" %", now.AddSeconds(i), i % 3 == 0 ? null : now.AddDays(i)))];

        await Save(things, db => db.Things.AddRange(made));

        var stored = await things.Service.Read(db => db.Things.AsNoTracking().OrderBy(t => t.CreatedAt).ToListAsync());
        stored.Select(t => (t.Id, t.Name, t.DueAt, t.CreatedAt, t.Version, t.Ripened)).ShouldBe(made.Select(t => (t.Id, t.Name, t.DueAt, t.CreatedAt, 1, 0)));
        var reported = await things.Service.Read(db => db.Outbox.AsNoTracking().OrderBy(m => m.Sequence).ToListAsync());
        reported.Select(m => m.Read().AggregateId).ShouldBe(made.Select(t => t.Id));
    }

    [Fact]
    public async Task Those_that_are_changed_alike_get_each_its_own_values()
    {
        await using var things = await ThingsUnderTest.Start(database);
        await Make(things);

        await Save(things, async db =>
        {
            foreach (var thing in await db.Things.OrderBy(t => t.Name).ToListAsync())
            {
                thing.Rename(thing.Name + "!", things.Clock.GetUtcNow());
            }
        });

        var stored = await things.Service.Read(db => db.Things.AsNoTracking().OrderBy(t => t.Name).ToListAsync());
        stored.Select(t => (t.Name, t.Version)).ShouldBe(Enumerable.Range(0, Many).Select(i => ($"thing {i:D3}!", 2)));
    }

    [Fact]
    public async Task One_that_somebody_else_has_changed_meanwhile_stops_all_of_them()
    {
        await using var things = await ThingsUnderTest.Start(database);
        await Make(things);

        var lost = await Should.ThrowAsync<DbUpdateConcurrencyException>(() => Save(things, async db =>
        {
            var all = await db.Things.OrderBy(t => t.Name).ToListAsync();
            await Save(things, async other => (await other.Things.SingleAsync(t => t.Name == "thing 040")).Rename("taken", things.Clock.GetUtcNow()));
            all.ForEach(thing => thing.Rename("mine " + thing.Name, things.Clock.GetUtcNow()));
        }));

        TransientFailure.IsConflict(lost).ShouldBeTrue();
        (await things.Things()).Count(name => name.StartsWith("mine", StringComparison.Ordinal)).ShouldBe(0);
    }

    [Fact]
    public async Task One_that_is_there_already_stops_all_of_them_and_is_a_lost_race()
    {
        await using var things = await ThingsUnderTest.Start(database);
        List<Effect> effects = [.. Enumerable.Range(0, Many).Select(_ => new Effect { Id = Guid.CreateVersion7(), EventId = Guid.CreateVersion7() })];
        await Save(things, db => db.Effects.Add(new Effect { Id = effects[31].Id, EventId = effects[31].EventId }));

        var lost = await Should.ThrowAsync<DbUpdateException>(() => Save(things, db => db.Effects.AddRange(effects)));

        TransientFailure.IsConflict(lost).ShouldBeTrue();
        (await things.Effects()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Rows_of_several_kinds_and_changes_are_saved_at_once()
    {
        await using var things = await ThingsUnderTest.Start(database);
        await Make(things);
        List<Effect> effects = [.. Enumerable.Range(0, 15).Select(_ => new Effect { Id = Guid.CreateVersion7(), EventId = Guid.CreateVersion7() })];

        await Save(things, async db =>
        {
            var all = await db.Things.OrderBy(t => t.Name).ToListAsync();
            db.Things.RemoveRange(all.Take(20));
            all.Skip(20).Take(20).ToList().ForEach(thing => thing.Rename("renamed " + thing.Name, things.Clock.GetUtcNow()));
            all.Skip(40).Take(3).ToList().ForEach(thing => thing.Ripen());
            db.Effects.AddRange(effects);
            db.Things.Add(Thing.Create("new", things.Clock.GetUtcNow()));
        });

        var names = await things.Things();
        names.Count.ShouldBe(Many - 20 + 1);
        names.Count(name => name.StartsWith("renamed", StringComparison.Ordinal)).ShouldBe(20);
        (await things.Service.Read(db => db.Things.CountAsync(t => t.Ripened == 1))).ShouldBe(3);
        effects.Select(e => e.EventId).ShouldBeSubsetOf(await things.Effects());
    }

    private static Task Make(ThingsUnderTest things) => Save(things, db =>
        db.Things.AddRange(Enumerable.Range(0, Many).Select(i => Thing.Create($"thing {i:D3}", things.Clock.GetUtcNow()))));

    private static Task Save(ThingsUnderTest things, Action<ThingsDb> change) => Save(things, db =>
    {
        change(db);
        return Task.CompletedTask;
    });

    private static Task Save(ThingsUnderTest things, Func<ThingsDb, Task> change) => things.Service.Read(async db =>
    {
        await change(db);
        return await db.SaveChangesAsync();
    });
}
