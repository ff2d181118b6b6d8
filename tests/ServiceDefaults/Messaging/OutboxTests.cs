using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using ServiceDefaults.Tests.Support;
using static ServiceDefaults.Tests.Support.ThingsUnderTest;

namespace ServiceDefaults.Tests.Messaging;

public sealed class OutboxOnSqlite() : OutboxTests(DatabaseProvider.Sqlite);

public sealed class OutboxOnPostgres() : OutboxTests(DatabaseProvider.Postgres);

public abstract class OutboxTests(DatabaseProvider database)
{
    [Fact]
    public async Task An_event_is_saved_with_the_state_and_handled_once_the_state_is_committed()
    {
        await using var things = await Start(database);
        var seen = new List<bool>();
        things.Probe.OnEvent = async e => seen.Add(await things.Service.Read(db => db.Things.AnyAsync(t => t.Id == e.AggregateId)));

        await things.Staff.CreatePlanAsync(Thing("a"));
        await things.Settled();

        seen.ShouldBe([true]);
        var saved = (await things.Service.Raised<PlanChanged>()).ShouldHaveSingleItem();
        (await things.Effects()).ShouldBe([saved.EventId]);
    }

    [Fact]
    public async Task A_handler_that_an_event_does_not_concern_notes_nothing_of_it_and_keeps_nothing_waiting()
    {
        await using var things = await Start(new ServiceSettings { Database = database }, new Probe { HasSecondHandler = true });

        await things.Staff.CreatePlanAsync(Thing("a"));
        await things.Staff.CreatePlanAsync(Thing(MakeOtherEffect.NoConcern));
        await things.Settled();

        (await things.Service.Read(db => db.Effects.CountAsync(e => e.BySecond))).ShouldBe(1);
        (await things.Service.Read(db => db.Inbox.CountAsync())).ShouldBe(3);
    }

    [Fact]
    public async Task When_the_transaction_rolls_back_neither_state_nor_event_remains()
    {
        await using var things = await Start(database);
        things.Probe.OnWrite = () => throw new InvalidOperationException("after saving");

        await Refused.By(things.Staff.CreatePlanAsync(Thing("a")));
        things.Probe.OnWrite = () => Task.CompletedTask;
        await things.Staff.CreatePlanAsync(Thing("b"));
        await things.Settled();

        (await things.Things()).ShouldBe(["b"]);
        var saved = (await things.Service.Raised<PlanChanged>()).ShouldHaveSingleItem();
        (await things.Effects()).ShouldBe([saved.EventId]);
    }

    [Fact]
    public async Task A_handler_that_fails_twice_and_then_succeeds_has_one_effect()
    {
        await using var things = await Start(database);
        var tries = 0;
        things.Probe.OnEvent = _ => ++tries <= 2 ? throw new InvalidOperationException("not yet") : Task.CompletedTask;

        await things.Staff.CreatePlanAsync(Thing("a"));
        await things.Settled();

        tries.ShouldBe(3);
        (await things.Effects()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_message_that_is_delivered_twice_has_one_effect()
    {
        await using var things = await Start(database);
        var e = SomeEvent();

        await things.Service.Publish(e);
        await things.Service.Handled(e.EventId);
        await things.Service.Publish(e);
        await things.Service.Delivered(e.EventId, 2);

        (await things.Effects()).Count(id => id == e.EventId).ShouldBe(1);
    }

    [Fact]
    public async Task Two_handlers_of_one_event_each_have_their_effect_once_also_when_it_is_delivered_again()
    {
        await using var things = await Start(new ServiceSettings { Database = database }, new Probe { HasSecondHandler = true });
        var e = SomeEvent();

        await things.Service.Publish(e);
        await things.Service.Handled(e.EventId, handlers: 2);
        await things.Service.Publish(e);
        await things.Service.Delivered(e.EventId, 2);

        (await EffectsOf(things, e.EventId)).ShouldBe([false, true]);
    }

    [Fact]
    public async Task An_event_stays_in_the_outbox_until_both_of_its_handlers_have_handled_it()
    {
        var (first, second) = (0, 0);
        var go = new TaskCompletionSource();
        await using var things = await Start(new ServiceSettings { Database = database }, new Probe { HasSecondHandler = true });
        things.Probe.OnEvent = _ => Task.FromResult(first++);
        things.Probe.OnEventInSecond = async _ =>
        {
            second++;
            await (second > 1 ? go.Task : throw new InvalidOperationException("not yet"));
        };

        await things.Staff.CreatePlanAsync(Thing("a"));
        await Eventually.Async(() => Task.FromResult(second == 2), "the second try of the second handler");
        var saved = (await things.Service.Raised<PlanChanged>()).ShouldHaveSingleItem();
        (await things.Service.Read(db => db.Outbox.CountAsync(m => m.CompletedAt == null))).ShouldBe(1);
        go.SetResult();
        await things.Settled();

        first.ShouldBe(1);
        (await EffectsOf(things, saved.EventId)).ShouldBe([false, true]);
    }

    [Fact]
    public async Task A_message_that_is_delivered_many_times_at_once_has_one_effect()
    {
        await using var things = await Start(database);
        var e = SomeEvent();
        var running = 0;
        var together = new TaskCompletionSource();
        things.Probe.OnEvent = async delivered =>
        {
            if (delivered.EventId == e.EventId && Interlocked.Increment(ref running) == 2)
            {
                together.TrySetResult();
            }

            // Where the database lets two in at once, they meet here; where it does not, nobody waits long.
            await Task.WhenAny(together.Task, Task.Delay(100));
        };

        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => things.Service.Publish(e)));
        await things.Service.Delivered(e.EventId, 12);

        (await things.Effects()).Count(id => id == e.EventId).ShouldBe(1);
    }

    [Fact]
    public async Task Two_replicas_on_one_database_handle_each_event_once()
    {
        await using var databases = database == DatabaseProvider.Postgres ? new PostgresDatabases() : null;
        await using var one = await Start(await Shared(databases, null));
        await using var two = await Start(await Shared(databases, one));

        await Task.WhenAll(Enumerable.Range(0, 40).Select(async i => await (i % 2 == 0 ? one : two).Staff.CreatePlanAsync(Thing($"{i:D2}"))));
        await one.Settled();

        var effects = await one.Effects();
        effects.Count.ShouldBe(40);
        effects.ShouldBeUnique();
    }

    private async Task<ServiceSettings> Shared(PostgresDatabases? databases, ThingsUnderTest? first)
    {
        _connection ??= databases is null ? null : await databases.Create("plans");
        return new ServiceSettings
        {
            Database = database,
            Folder = first?.Service.Folder,
            Configuration = _connection is null ? [] : new() { ["ConnectionStrings:plans"] = _connection },
        };
    }

    private string? _connection;

    /// <summary>Whether each is the second handler's; the first one's come first.</summary>
    private static Task<List<bool>> EffectsOf(ThingsUnderTest things, Guid eventId) =>
        things.Service.Read(db => db.Effects.Where(e => e.EventId == eventId).Select(e => e.BySecond).OrderBy(second => second).ToListAsync());

    private static PlanChanged SomeEvent() => SomeEvents.PlanChanged("a");
}
