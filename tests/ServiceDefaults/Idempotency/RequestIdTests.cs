using Contracts.Events;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using ServiceDefaults.Errors;
using static ServiceDefaults.Tests.Support.ThingsUnderTest;
using Wire = Contracts.Plans.V1;

namespace ServiceDefaults.Tests.Idempotency;

public sealed class RequestIdOnSqlite() : RequestIdTests(DatabaseProvider.Sqlite);

public sealed class RequestIdOnPostgres() : RequestIdTests(DatabaseProvider.Postgres);

/// <summary>domain.md C15.</summary>
public abstract class RequestIdTests(DatabaseProvider database)
{
    [Fact]
    public async Task The_same_request_again_returns_the_first_result_and_does_nothing()
    {
        await using var things = await Start(database);

        var first = await things.Staff.CreatePlanAsync(Thing("a", "r1"));
        things.Clock.Advance(TimeSpan.FromHours(25));
        var second = await things.Staff.CreatePlanAsync(Thing("a", "r1"));

        second.ShouldBe(first);
        (await things.Things()).ShouldBe(["a"]);
        (await things.Service.Raised<PlanChanged>()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Twenty_at_once_have_one_effect_and_one_result()
    {
        await using var things = await Start(database);

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => await things.Staff.CreatePlanAsync(Thing("a", "r1"))));

        results.Distinct().ShouldHaveSingleItem();
        (await things.Things()).ShouldBe(["a"]);
        (await things.Service.Raised<PlanChanged>()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Another_request_under_the_same_id_is_refused_and_does_nothing()
    {
        await using var things = await Start(database);
        await things.Staff.CreatePlanAsync(Thing("a", "r1"));

        var refused = await Refused.By(things.Staff.CreatePlanAsync(Thing("b", "r1")));

        refused.Status.ShouldBe(StatusCode.InvalidArgument);
        refused.Violations.ShouldBe(["request_id:REUSED"]);
        (await things.Things()).ShouldBe(["a"]);
    }

    [Fact]
    public async Task Two_callers_may_use_the_same_id()
    {
        await using var things = await Start(database);

        await things.As("staff-1").CreatePlanAsync(Thing("a", "r1"));
        await things.As("staff-2").CreatePlanAsync(Thing("b", "r1"));

        (await things.Things()).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task Two_kinds_of_call_may_use_the_same_id()
    {
        await using var things = await Start(database);

        await things.Staff.CreatePlanAsync(Thing("a", "r1"));
        await things.Staff.UpdatePlanAsync(new Wire.UpdatePlanRequest { Plan = new Wire.Plan { Id = "b" }, RequestId = "r1" });

        (await things.Things()).ShouldBe(["b"]);
    }

    [Fact]
    public async Task Without_an_id_each_call_counts()
    {
        await using var things = await Start(database);

        await things.Staff.CreatePlanAsync(Thing("a"));
        await things.Staff.CreatePlanAsync(Thing("a"));

        (await things.Things()).ShouldBe(["a", "a"]);
    }

    [Fact]
    public async Task A_failure_is_not_remembered()
    {
        await using var things = await Start(database);
        things.Probe.OnWrite = () => throw DomainException.FailedPrecondition("NOT_NOW", "Not now.");
        (await Refused.By(things.Staff.CreatePlanAsync(Thing("a", "r1")))).Reason.ShouldBe("NOT_NOW");

        things.Probe.OnWrite = () => Task.CompletedTask;
        await things.Staff.CreatePlanAsync(Thing("a", "r1"));

        (await things.Things()).ShouldBe(["a"]);
    }

    [Theory]
    [InlineData(65, 'x', "TOO_LONG")]
    [InlineData(3, '\u0007', "NOT_PRINTABLE")]
    public async Task An_id_that_is_too_long_or_unprintable_is_refused(int length, char character, string rule)
    {
        await using var things = await Start(database);

        var refused = await Refused.By(things.Staff.CreatePlanAsync(Thing("a", new string(character, length))));

        refused.Violations.ShouldBe([$"request_id:{rule}"]);
        (await things.Things()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stale_etag_is_aborted_and_a_fresh_one_is_not()
    {
        await using var things = await Start(database);
        var first = await things.Staff.CreatePlanAsync(Thing("a"));
        var second = await things.Staff.UpdatePlanAsync(Rename("b", first.Etag));

        var refused = await Refused.By(things.Staff.UpdatePlanAsync(Rename("c", first.Etag)));
        second.Etag.ShouldNotBe(first.Etag);
        refused.Status.ShouldBe(StatusCode.Aborted);
        refused.Reason.ShouldBe("ETAG_MISMATCH");
        (await things.Things()).ShouldBe(["b"]);

        await things.Staff.UpdatePlanAsync(Rename("c", second.Etag));
        (await things.Things()).ShouldBe(["c"]);
    }

    [Fact]
    public async Task A_change_that_slips_in_between_reading_and_saving_is_aborted_not_overwritten()
    {
        await using var things = await Start(database);
        var created = await things.Staff.CreatePlanAsync(Thing("a"));
        things.Probe.OnWrite = () => database == DatabaseProvider.Sqlite
            ? throw new DbUpdateConcurrencyException("what SQLite, which lets one write at a time, cannot produce")
            : things.Service.Read(db => db.Things.ExecuteUpdateAsync(set => set.SetProperty(t => t.Version, t => t.Version + 1)));

        var refused = await Refused.By(things.Staff.UpdatePlanAsync(Rename("b", created.Etag)));

        refused.Reason.ShouldBe("ETAG_MISMATCH");
        (await things.Things()).ShouldBe(["a"]);
    }

    private static Wire.UpdatePlanRequest Rename(string name, string etag) => new() { Plan = new Wire.Plan { Id = name, Etag = etag } };
}
