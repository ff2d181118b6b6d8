using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using ServiceDefaults.DueWork;
using ServiceDefaults.Tests.Support;
using static ServiceDefaults.Tests.Support.ThingsUnderTest;

namespace ServiceDefaults.Tests.DueWork;

public sealed class DueBatchOnSqlite() : DueBatchTests(DatabaseProvider.Sqlite);

public sealed class DueBatchOnPostgres() : DueBatchTests(DatabaseProvider.Postgres);

/// <summary>Due work that claims its items itself, many at once, and reports what failed.</summary>
public abstract class DueBatchTests(DatabaseProvider database)
{
    [Fact]
    public async Task What_fails_in_a_batch_is_tried_again_ever_later_and_then_parked_while_the_others_are_done()
    {
        await using var things = await Start(database);
        await things.HasDue("a", "bad", "c");
        var work = new RipenBatch();

        for (var tries = 1; tries <= 6; tries++)
        {
            await Run(things, work);

            var lease = (await Leases(things)).ShouldHaveSingleItem();
            (lease.Attempts, lease.LastError, lease.ParkedAt is not null).ShouldBe((tries, "bad thing", tries == 6));
            (await Run(things, work)).ShouldBe(0, "before its time");
            things.Clock.SetUtcNow(lease.LeaseUntil);
        }

        work.Batches.ShouldBe([3, 1, 1, 1, 1, 1]);
        (await things.Service.Read(db => db.Things.ToDictionaryAsync(t => t.Name, t => t.Ripened))).ShouldBe(
            new Dictionary<string, int> { ["a"] = 1, ["bad"] = 0, ["c"] = 1 }, ignoreOrder: true);
    }

    [Fact]
    public async Task What_succeeds_after_a_failure_leaves_nothing_behind_and_one_item_is_a_batch_too()
    {
        await using var things = await Start(database);
        await things.HasDue("bad");
        var work = new RipenBatch();
        await Run(things, work);
        things.Clock.SetUtcNow((await Leases(things)).ShouldHaveSingleItem().LeaseUntil);

        work.Heal();
        await Run(things, work);

        (await Leases(things)).ShouldBeEmpty();
        work.Batches.ShouldBe([1, 1]);
    }

    [Fact]
    public async Task A_batch_that_breaks_is_handled_one_by_one()
    {
        await using var things = await Start(database);
        await things.HasDue("a", "b");
        var work = new RipenBatch { Breaks = true };

        await Run(things, work);

        (await things.Service.Read(db => db.Things.CountAsync(t => t.Ripened == 1))).ShouldBe(2);
        work.Batches.ShouldBe([2, 1, 1]);
        (await Leases(things)).ShouldBeEmpty();
    }

    /// <summary>Ends also where an item stays due for ever.</summary>
    private static async Task<int> Run(ThingsUnderTest things, RipenBatch work)
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await things.Loop(work).RunUntilNothingIsDue(bound.Token);
    }

    private static Task<List<WorkLease>> Leases(ThingsUnderTest things) => things.Service.Read(db => db.WorkLeases.AsNoTracking().ToListAsync());

    /// <summary>Ripens all but bad things.</summary>
    private sealed class RipenBatch : DueBatch<ThingsDb>
    {
        private string _bad = "bad";

        /// <summary>Throws where it gets several.</summary>
        public bool Breaks { get; init; }

        public List<int> Batches { get; } = [];

        public override string Name => "ripen-together";

        public void Heal() => _bad = "";

        public override IQueryable<DueItem> Due(ThingsDb db, DateTimeOffset now) =>
            db.Things.Where(t => t.DueAt != null && t.DueAt <= now).OrderBy(t => t.DueAt).Select(t => new DueItem { Id = t.Id, At = t.DueAt!.Value });

        public override async Task<BatchResult> HandleBatch(ThingsDb db, IReadOnlyList<Guid> ids, DateTimeOffset now, CancellationToken ct)
        {
            Batches.Add(ids.Count);
            if (Breaks && ids.Count > 1)
            {
                throw new InvalidOperationException("broken");
            }

            var things = await db.Things.Where(t => ids.Contains(t.Id)).ToListAsync(ct);
            var good = things.Where(t => t.Name != _bad).ToList();
            good.ForEach(t => t.Ripen());
            await db.SaveChangesAsync(ct);
            return new BatchResult(
                good.Select(t => t.Id).ToHashSet(), things.Except(good).ToDictionary(t => t.Id, _ => (Exception)new InvalidOperationException("bad thing")));
        }
    }
}
