using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using ServiceDefaults.DueWork;
using ServiceDefaults.Tests.Support;
using static ServiceDefaults.Tests.Support.ThingsUnderTest;

namespace ServiceDefaults.Tests.DueWork;

public sealed class DueWorkOnSqlite() : DueWorkTests(DatabaseProvider.Sqlite);

public sealed class DueWorkOnPostgres() : DueWorkTests(DatabaseProvider.Postgres);

/// <summary>domain.md C4, C16.</summary>
public abstract class DueWorkTests(DatabaseProvider database)
{
    [Fact]
    public async Task What_is_due_is_handled_once_oldest_first_and_what_is_not_due_is_left()
    {
        await using var things = await Start(database);
        var handled = new List<string>();
        things.Probe.OnDue = t =>
        {
            handled.Add(t.Name);
            return Task.CompletedTask;
        };
        await things.HasDue("a", "b", "c");
        await things.Service.Read(db =>
        {
            db.Things.Add(Support.Thing.Create("later", things.Clock.GetUtcNow(), things.Clock.GetUtcNow().AddSeconds(1)));
            return db.SaveChangesAsync();
        });

        (await Run(things.Loop())).ShouldBe(3);
        (await Run(things.Loop())).ShouldBe(0);

        handled.ShouldBe(["a", "b", "c"]);
        things.Clock.Advance(TimeSpan.FromSeconds(1));
        (await Run(things.Loop())).ShouldBe(1);
    }

    [Fact]
    public async Task Loops_of_several_replicas_share_the_work_and_handle_nothing_twice()
    {
        await using var things = await Start(database);
        var handled = 0;
        things.Probe.OnDue = _ =>
        {
            Interlocked.Increment(ref handled);
            return Task.CompletedTask;
        };
        await things.HasDue([.. Enumerable.Range(0, 60).Select(i => $"{i:D2}")]);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => Run(things.Loop()))));

        handled.ShouldBe(60);
        (await things.Service.Read(db => db.Things.CountAsync(t => t.Ripened == 1))).ShouldBe(60);
        (await Leases(things)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_another_replica_holds_is_left_alone_until_its_lease_ends_and_then_taken_over()
    {
        await using var things = await Start(database);
        await things.HasDue("a");
        await Hold(things, "a");

        (await Run(things.Loop())).ShouldBe(0);
        things.Clock.Advance(TimeSpan.FromMinutes(2));
        (await Run(things.Loop())).ShouldBe(1);

        (await things.Service.Read(db => db.Things.SingleAsync())).Ripened.ShouldBe(1);
        (await Leases(things)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failing_item_is_tried_again_ever_later_and_then_parked_while_others_go_on()
    {
        await using var things = await Start(database);
        things.Probe.OnDue = t => t.Name == "bad" ? throw new InvalidOperationException("bad thing") : Task.CompletedTask;
        await things.HasDue("bad", "good");
        var waits = new List<double>();

        for (var tries = 1; tries <= 6; tries++)
        {
            await Run(things.Loop());
            var lease = (await Leases(things)).ShouldHaveSingleItem();
            lease.Attempts.ShouldBe(tries);
            lease.LastError.ShouldBe("bad thing");
            (lease.ParkedAt is not null).ShouldBe(tries == 6);

            var wait = lease.LeaseUntil - things.Clock.GetUtcNow();
            waits.Add(wait.TotalSeconds);
            things.Clock.Advance(wait - TimeSpan.FromSeconds(1));
            (await Run(things.Loop())).ShouldBe(0, "before its time");
            things.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        waits.Take(5).ShouldBe([5, 15, 45, 135, 405]);
        things.Clock.Advance(TimeSpan.FromDays(30));
        (await Run(things.Loop())).ShouldBe(0, "parked");
        var states = await things.Service.Read(db => db.Things.ToDictionaryAsync(t => t.Name, t => t.Ripened));
        states.ShouldBe(new Dictionary<string, int> { ["bad"] = 0, ["good"] = 1 }, ignoreOrder: true);
    }

    [Fact]
    public async Task An_item_that_only_people_can_help_is_parked_at_once_with_what_they_have_to_do()
    {
        await using var things = await Start(database);
        things.Probe.OnDue = _ => throw new NeedsStaffException("Look at it.");
        await things.HasDue("a");

        await Run(things.Loop());

        var lease = (await Leases(things)).ShouldHaveSingleItem();
        (lease.LastError, lease.ParkedAt).ShouldBe(("Look at it.", things.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task What_no_database_takes_of_an_error_is_left_out_and_the_item_is_put_off_all_the_same()
    {
        await using var things = await Start(database);
        // A zero, half a character, and at the thousandth place a character of two halves.
        things.Probe.OnDue = _ => throw new InvalidOperationException("a\0b\ud83dc" + new string('x', 994) + "\U0001F600 end");
        await things.HasDue("a");

        await Run(things.Loop());

        var lease = (await Leases(things)).ShouldHaveSingleItem();
        (lease.Attempts, lease.LastError).ShouldBe((1, "a b\ufffdc" + new string('x', 994)));
    }

    [Fact]
    public async Task An_item_that_succeeds_after_a_failure_leaves_nothing_behind()
    {
        await using var things = await Start(database);
        things.Probe.OnDue = _ => throw new InvalidOperationException("once");
        await things.HasDue("a");
        await Run(things.Loop());

        things.Probe.OnDue = _ => Task.CompletedTask;
        things.Clock.Advance(TimeSpan.FromSeconds(5));
        await Run(things.Loop());

        (await Leases(things)).ShouldBeEmpty();
        (await things.Service.Read(db => db.Things.SingleAsync())).Ripened.ShouldBe(1);
    }

    [Fact]
    public async Task An_item_that_someone_else_changes_at_the_same_moment_is_begun_again_at_once()
    {
        await using var things = await Start(database);
        var tries = 0;
        things.Probe.OnDue = _ => ++tries < 3 ? throw new DbUpdateConcurrencyException("changed by another") : Task.CompletedTask;
        await things.HasDue("a");

        await Run(things.Loop());

        tries.ShouldBe(3);
        (await Leases(things)).ShouldBeEmpty();
        (await things.Service.Read(db => db.Things.SingleAsync())).Ripened.ShouldBe(1);
    }

    [Fact]
    public async Task An_item_that_collides_for_ever_is_parked_as_any_other()
    {
        await using var things = await Start(database);
        things.Probe.OnDue = _ => throw new DbUpdateConcurrencyException("changed by another");
        await things.HasDue("a");

        for (var tries = 1; tries <= 6; tries++)
        {
            await Run(things.Loop());
            things.Clock.Advance(TimeSpan.FromHours(1));
        }

        var lease = (await Leases(things)).ShouldHaveSingleItem();
        lease.ParkedAt.ShouldNotBeNull();
        lease.LastError.ShouldBe("changed by another");
    }

    [Fact]
    public async Task Items_that_may_be_handled_together_are_and_a_bad_one_is_left_alone_with_its_error()
    {
        await using var things = await Start(database);
        things.Probe.MaximumBatch = 10;
        things.Probe.OnDue = t => t.Name == "bad" ? throw new InvalidOperationException("bad thing") : Task.CompletedTask;
        await things.HasDue("a", "bad", "c");

        await Run(things.Loop());

        (await Ripened(things)).ShouldBe(new Dictionary<string, int> { ["a"] = 1, ["bad"] = 0, ["c"] = 1 }, ignoreOrder: true);
        var lease = (await Leases(things)).ShouldHaveSingleItem();
        (lease.Attempts, lease.LastError).ShouldBe((1, "bad thing"));

        // What has failed before does not keep others from being claimed with it.
        things.Probe.OnDue = _ => Task.CompletedTask;
        things.Clock.Advance(TimeSpan.FromMinutes(1));
        await things.HasDue("d");
        (await Run(things.Loop())).ShouldBe(2);
        (await Leases(things)).ShouldBeEmpty();
        (await Ripened(things)).Values.ShouldAllBe(times => times == 1);
    }

    [Fact]
    public async Task Items_handled_together_are_one_transaction()
    {
        await using var things = await Start(database);
        things.Probe.MaximumBatch = 10;
        var seen = new List<string>();
        var first = true;
        things.Probe.OnDue = t =>
        {
            seen.Add(t.Name);
            var fails = first && t.Name == "c";
            first &= !fails;
            return fails ? throw new InvalidOperationException("once") : Task.CompletedTask;
        };
        await things.HasDue("a", "b", "c");

        await Run(things.Loop());

        // Together as far as c, undone, and then each by itself.
        seen.ShouldBe(["a", "b", "c", "a", "b", "c"]);
        (await Ripened(things)).Values.ShouldAllBe(times => times == 1);
    }

    [Fact]
    public async Task Replicas_that_handle_together_handle_nothing_twice()
    {
        await using var things = await Start(database);
        things.Probe.MaximumBatch = 20;
        await things.HasDue([.. Enumerable.Range(0, 90).Select(i => $"{i:D2}")]);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => Run(things.Loop()))));

        (await Ripened(things)).Values.ShouldAllBe(times => times == 1);
        (await Leases(things)).ShouldBeEmpty();
    }

    private static Task<Dictionary<string, int>> Ripened(ThingsUnderTest things) => things.Service.Read(db => db.Things.ToDictionaryAsync(t => t.Name, t => t.Ripened));

    private static Task<int> Run(DueWorkLoop<ThingsDb> loop) => loop.RunUntilNothingIsDue(CancellationToken.None);

    /// <summary>As a replica that crashed holds it.</summary>
    private static Task<int> Hold(ThingsUnderTest things, string name) => things.Service.Read(async db =>
    {
        var id = await db.Things.Where(t => t.Name == name).Select(t => t.Id).SingleAsync();
        db.WorkLeases.Add(new WorkLease { Work = "ripen-things", ItemId = id, LeaseUntil = things.Clock.GetUtcNow().AddMinutes(2) });
        return await db.SaveChangesAsync();
    });

    private static Task<List<WorkLease>> Leases(ThingsUnderTest things) => things.Service.Read(db => db.WorkLeases.AsNoTracking().ToListAsync());
}
