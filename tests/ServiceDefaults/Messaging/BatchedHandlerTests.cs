using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using ServiceDefaults.Tests.Support;

namespace ServiceDefaults.Tests.Messaging;

public sealed class BatchedHandlerOnSqlite() : BatchedHandlerTests(DatabaseProvider.Sqlite);

public sealed class BatchedHandlerOnPostgres() : BatchedHandlerTests(DatabaseProvider.Postgres);

/// <summary>What waits for a handler that takes several events together is handled in one transaction, and each once whatever becomes of the others.</summary>
public abstract class BatchedHandlerTests(DatabaseProvider database)
{
    private readonly TaskCompletionSource _firstIsThere = new();
    private readonly TaskCompletionSource _go = new();

    [Fact]
    public async Task One_event_is_handled_at_once_and_those_that_come_meanwhile_together()
    {
        await using var things = await Start();
        var events = await WaitBehindTheFirst(things, 40);

        _go.SetResult();

        await things.Service.Handled(events[^1].EventId, handlers: 2);
        await HaveEffects(things, events);
        things.Probe.Sets.ShouldBe([39]);
    }

    [Fact]
    public async Task More_than_two_hundred_are_several_transactions()
    {
        await using var things = await Start();
        var events = await WaitBehindTheFirst(things, 302);

        _go.SetResult();

        await HaveEffects(things, events);
        things.Probe.Sets.ShouldBe([200, 101]);
    }

    [Fact]
    public async Task Two_about_one_thing_are_never_together()
    {
        await using var things = await Start();
        var thing = Guid.CreateVersion7();
        var events = await WaitBehindTheFirst(things, 3, [.. Enumerable.Range(0, 3).Select(_ => SomeEvents.PlanChanged() with { AggregateId = thing })]);

        _go.SetResult();

        await HaveEffects(things, events);
        things.Probe.Sets.ShouldBe([3]);
    }

    [Fact]
    public async Task Of_a_set_with_a_bad_one_each_other_is_handled_once_and_only_the_bad_one_is_parked()
    {
        await using var things = await Start();
        var bad = Guid.Empty;
        things.Probe.OnBatchedEvent = e => e.EventId == bad ? throw new InvalidOperationException("bad event") : WaitFirst();
        var events = await WaitBehindTheFirst(things, 20);
        bad = events[7].EventId;

        _go.SetResult();

        var parked = (await things.Parked()).ShouldHaveSingleItem();
        (parked.EventId, parked.Error, parked.Handler).ShouldBe((bad, "bad event", "plans-make-effects-batched"));
        await HaveEffects(things, [.. events.Where(e => e.EventId != bad)]);
    }

    [Fact]
    public async Task Of_a_set_with_one_that_was_handled_before_the_others_have_their_effect_and_that_has_no_second()
    {
        await using var things = await Start();
        var events = await WaitBehindTheFirst(things, 10);
        await things.Service.Publish(events[0]);

        _go.SetResult();

        await things.Service.Delivered(events[0].EventId, 2);
        await HaveEffects(things, events);
    }

    private Task<ThingsUnderTest> Start() =>
        ThingsUnderTest.Start(new ServiceSettings { Database = database }, new Probe { HasBatchedHandler = true, OnBatchedEvent = _ => WaitFirst() });

    private Task WaitFirst()
    {
        _firstIsThere.TrySetResult();
        return _go.Task;
    }

    /// <summary>The first is being handled; the others are published meanwhile.</summary>
    private async Task<IReadOnlyList<PlanChanged>> WaitBehindTheFirst(ThingsUnderTest things, int count, params PlanChanged[] more)
    {
        List<PlanChanged> events = [.. Enumerable.Range(0, count).Select(_ => SomeEvents.PlanChanged() with { AggregateId = Guid.CreateVersion7() }), .. more];
        await things.Service.Publish(events[0]);
        await _firstIsThere.Task.WaitAsync(TimeSpan.FromSeconds(30));
        foreach (var e in events.Skip(1))
        {
            await things.Service.Publish(e);
        }

        return events;
    }

    private static async Task HaveEffects(ThingsUnderTest things, IReadOnlyList<PlanChanged> events)
    {
        foreach (var e in events)
        {
            await things.Service.Delivered(e.EventId, 1);
        }

        var effects = await things.Service.Read(db => db.Effects.Where(e => e.BySecond).Select(e => e.EventId).ToListAsync());
        effects.Order().ShouldBe(events.Select(e => e.EventId).Order());
    }
}
