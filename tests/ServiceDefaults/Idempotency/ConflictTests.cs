using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using ServiceDefaults.Tests.Support;
using static ServiceDefaults.Tests.Support.ThingsUnderTest;
using Wire = Contracts.Plans.V1;

namespace ServiceDefaults.Tests.Idempotency;

/// <summary>
/// A change that meets another one decides anew unless its caller said what it had read. On PostgreSQL alone: the probe stands in the transaction, where nobody else can write to SQLite.
/// </summary>
public sealed class ConflictTests
{
    [Theory]
    [InlineData("")]
    [InlineData("r1")]
    public async Task A_change_that_another_one_overtakes_is_run_once_more_on_what_is_there_then(string requestId)
    {
        await using var things = await Start(DatabaseProvider.Postgres);
        await things.Staff.CreatePlanAsync(Thing("a"));
        var runs = Overtaken(things, times: 1);

        var changed = await things.Staff.UpdatePlanAsync(Change("+c", requestId));

        (changed.Id, runs()).ShouldBe(("a1c", 2));
        (await things.Things()).ShouldBe(["a1c"]);
        if (requestId.Length > 0)
        {
            (await things.Staff.UpdatePlanAsync(Change("+c", requestId))).ShouldBe(changed);
            (await things.Things()).ShouldBe(["a1c"]);
        }
    }

    [Fact]
    public async Task It_is_run_five_times_at_most()
    {
        await using var things = await Start(DatabaseProvider.Postgres);
        await things.Staff.CreatePlanAsync(Thing("a"));
        var runs = Overtaken(things, times: 9);

        var refused = await Refused.By(things.Staff.UpdatePlanAsync(Change("+c")));

        (refused.Status, runs()).ShouldBe((StatusCode.Aborted, 5));
        (await things.Things()).ShouldBe(["a12345"]);
    }

    [Fact]
    public async Task With_an_etag_it_is_refused_at_once()
    {
        await using var things = await Start(DatabaseProvider.Postgres);
        var seen = await things.Staff.CreatePlanAsync(Thing("a"));
        var runs = Overtaken(things, times: 1);

        var refused = await Refused.By(things.Staff.UpdatePlanAsync(new Wire.UpdatePlanRequest { Plan = new Wire.Plan { Id = "+c", Etag = seen.Etag } }));

        (refused.Status, runs()).ShouldBe((StatusCode.Aborted, 1));
        (await things.Things()).ShouldBe(["a1"]);
    }

    private static Wire.UpdatePlanRequest Change(string name, string requestId = "") => new() { Plan = new Wire.Plan { Id = name }, RequestId = requestId };

    /// <summary>So many runs are overtaken by another change.</summary>
    /// <returns>How many runs there were.</returns>
    private static Func<int> Overtaken(ThingsUnderTest things, int times)
    {
        var runs = 0;
        things.Probe.OnWrite = async () =>
        {
            if (++runs <= times)
            {
                await things.Service.Read(async db =>
                {
                    var thing = await db.Things.SingleAsync();
                    thing.Rename($"{thing.Name}{runs}", things.Clock.GetUtcNow());
                    return await db.SaveChangesAsync();
                });
            }
        };
        return () => runs;
    }
}
