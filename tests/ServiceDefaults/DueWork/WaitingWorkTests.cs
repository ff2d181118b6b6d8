using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using ServiceDefaults.DueWork;
using ServiceDefaults.Tests.Support;
using static ServiceDefaults.Tests.Support.ThingsUnderTest;

namespace ServiceDefaults.Tests.DueWork;

public sealed class WaitingWorkOnSqlite() : WaitingWorkTests(DatabaseProvider.Sqlite);

public sealed class WaitingWorkOnPostgres() : WaitingWorkTests(DatabaseProvider.Postgres);

/// <summary>Due work that waits for other machines: they are slow, or silent.</summary>
public abstract class WaitingWorkTests(DatabaseProvider database)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task As_many_as_are_allowed_wait_at_the_same_moment_and_each_is_handled_once()
    {
        await using var things = await Start(database);
        things.Probe.AtOnce = 4;
        var waiting = 0;
        var most = 0;
        var four = new TaskCompletionSource();
        things.Probe.OnDue = async _ =>
        {
            var now = Interlocked.Increment(ref waiting);
            InterlockedMax(ref most, now);
            if (now == 4)
            {
                four.TrySetResult();
            }

            await four.Task.WaitAsync(Bound);
            Interlocked.Decrement(ref waiting);
        };
        await things.HasDue([.. Enumerable.Range(0, 10).Select(i => $"{i:D2}")]);

        (await things.Loop().RunUntilNothingIsDue(CancellationToken.None)).ShouldBe(10);

        most.ShouldBe(4);
        (await things.Service.Read(db => db.Things.CountAsync(t => t.Ripened == 1))).ShouldBe(10);
        (await things.Service.Read(db => db.WorkLeases.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_machine_that_does_not_answer_holds_up_no_other_work()
    {
        await using var things = await Start(database);
        await things.HasDue("a");
        var silent = new Silent();
        using var loop = things.Loop(silent, new RipenThings(things.Probe));

        await loop.StartAsync(CancellationToken.None);
        await silent.Asked.Task.WaitAsync(Bound);
        await things.HasDue("b");
        await Eventually.Async(() => things.Service.Read(db => db.Things.AllAsync(t => t.Ripened == 1)), "what does not wait to be handled");

        silent.Answer.SetResult();
        await loop.StopAsync(CancellationToken.None);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen; seen = most)
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }

    /// <summary>Asks a machine about the thing named a, which lets it wait.</summary>
    private sealed class Silent : DueWork<ThingsDb>
    {
        public TaskCompletionSource Asked { get; } = new();

        public TaskCompletionSource Answer { get; } = new();

        public override string Name => "ask";

        public override bool InTransaction => false;

        public override IQueryable<DueItem> Due(ThingsDb db, DateTimeOffset now) =>
            db.Things.Where(t => t.Name == "a" && !Answer.Task.IsCompleted).Select(t => new DueItem { Id = t.Id, At = now });

        public override async Task Handle(ThingsDb db, Guid id, DateTimeOffset now, CancellationToken ct)
        {
            Asked.TrySetResult();
            await Answer.Task.WaitAsync(Bound, ct);
        }
    }
}
