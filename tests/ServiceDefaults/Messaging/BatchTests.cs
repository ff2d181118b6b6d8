using Contracts.Events;
using ServiceDefaults.Access;
using ServiceDefaults.Data;
using static ServiceDefaults.Tests.Support.ThingsUnderTest;

namespace ServiceDefaults.Tests.Messaging;

public sealed class BatchesOnSqlite() : BatchTests(DatabaseProvider.Sqlite);

public sealed class BatchesOnPostgres() : BatchTests(DatabaseProvider.Postgres);

/// <summary>Events that are told together.</summary>
public abstract class BatchTests(DatabaseProvider database)
{
    [Fact]
    public async Task A_batch_is_handled_together_once()
    {
        await using var things = await Start(database);
        var batch = Batch(3);

        await things.Service.Publish(batch);
        await things.Service.Handled(batch.EventId);
        await things.Service.Publish(batch);
        await things.Settled();

        (await things.Effects()).ShouldBe(batch.Periods.Select(p => p.EventId), ignoreOrder: true);
    }

    [Fact]
    public async Task Of_a_batch_that_fails_each_is_handled_by_itself_and_only_the_bad_one_is_parked()
    {
        await using var things = await Start(database);
        var batch = Batch(4);
        var bad = batch.Periods[2].EventId;
        things.Probe.OnPeriod = e =>
        {
            if (e.EventId == bad)
            {
                throw new InvalidOperationException("bad period");
            }
        };

        await things.Service.Publish(batch);

        var parked = (await things.Parked()).ShouldHaveSingleItem();
        (parked.EventId, parked.Error).ShouldBe((bad, "bad period"));
        await things.Settled();
        (await things.Effects()).ShouldBe(batch.Periods.Select(p => p.EventId).Where(id => id != bad), ignoreOrder: true);
    }

    private static PeriodsStarted Batch(int periods)
    {
        var now = new DateTimeOffset(2026, 1, 15, 10, 0, 0, TimeSpan.Zero);
        var day = new DateOnly(2026, 1, 15);
        var name = new Dictionary<string, string> { ["en"] = "Basic" };
        return new PeriodsStarted(Guid.CreateVersion7(), Guid.CreateVersion7(), Caller.System, now,
        [
            .. Enumerable.Range(1, periods).Select(i => new PeriodStarted(
                Guid.CreateVersion7(), Guid.CreateVersion7(), Caller.System, now, Subject.Subscription(Guid.CreateVersion7(), $"S{i:D5}", name),
                new EventCustomer(Guid.CreateVersion7(), "Ada", "ada@example.com", "en", "UTC"), 0, day, day.AddMonths(1), 31, "EUR", [new PeriodLine(name, 1, 40, true, "")], null)),
        ]);
    }
}
