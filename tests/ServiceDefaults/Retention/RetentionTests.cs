using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ServiceDefaults.Data;
using ServiceDefaults.Idempotency;
using ServiceDefaults.Retention;
using ServiceDefaults.Tests.Support;
using static ServiceDefaults.Tests.Support.ThingsUnderTest;

namespace ServiceDefaults.Tests.Retention;

public sealed class RetentionOnSqlite() : RetentionTests(DatabaseProvider.Sqlite);

public sealed class RetentionOnPostgres() : RetentionTests(DatabaseProvider.Postgres);

public abstract class RetentionTests(DatabaseProvider database)
{
    [Fact]
    public async Task First_results_are_kept_48_hours()
    {
        await using var things = await Start(database);
        await things.Staff.CreatePlanAsync(Thing("a", requestId: "r1"));
        await things.Settled();

        things.Clock.Advance(TimeSpan.FromHours(48));
        await DeleteExpired(things);
        (await things.Service.Read(db => db.IdempotencyRecords.CountAsync())).ShouldBe(1);

        things.Clock.Advance(TimeSpan.FromSeconds(1));
        await DeleteExpired(things);
        (await things.Service.Read(db => db.IdempotencyRecords.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Published_events_are_kept_7_days_and_handled_ones_30()
    {
        await using var things = await Start(database);
        await things.Staff.CreatePlanAsync(Thing("a"));
        await things.Settled();

        things.Clock.Advance(TimeSpan.FromDays(7).Add(TimeSpan.FromSeconds(1)));
        await DeleteExpired(things);
        (await Counts(things)).ShouldBe((0, 1));

        things.Clock.Advance(TimeSpan.FromDays(23));
        await DeleteExpired(things);
        (await Counts(things)).ShouldBe((0, 0));
        (await things.Things()).ShouldBe(["a"]);
    }

    [Fact]
    public async Task What_is_not_published_yet_stays_however_old_it_is()
    {
        await using var things = await Start(database);
        await things.Staff.CreatePlanAsync(Thing("a"));
        await things.Settled();
        // Held by a lease far ahead, so that no dispatcher takes it meanwhile.
        await things.Service.Read(db => db.Outbox.ExecuteUpdateAsync(set => set
            .SetProperty(m => m.CompletedAt, (DateTimeOffset?)null).SetProperty(m => m.LeaseUntil, things.Clock.GetUtcNow().AddYears(1))));

        things.Clock.Advance(TimeSpan.FromDays(100));
        await DeleteExpired(things);

        (await things.Service.Read(db => db.Outbox.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task Parked_messages_stay_and_discarded_ones_are_kept_30_days()
    {
        await using var things = await Start(database);
        things.Probe.OnEvent = _ => throw new JsonException("never");
        await things.Service.Publish(SomeEvents.PlanChanged());
        await things.Service.Publish(SomeEvents.PlanChanged());
        var parked = await things.Parked(2);
        await things.ParkedWork.DiscardParkedWorkAsync(new() { Id = parked[0].Id.ToString(), Reason = "no longer needed" });

        things.Clock.Advance(TimeSpan.FromDays(30));
        await DeleteExpired(things);
        (await things.ParkedMessages()).Count.ShouldBe(2);

        things.Clock.Advance(TimeSpan.FromSeconds(1));
        await DeleteExpired(things);
        (await things.ParkedMessages()).ShouldHaveSingleItem().Id.ShouldBe(parked[1].Id);
    }

    [Fact]
    public async Task That_a_parked_message_was_handled_is_remembered_for_as_long_as_it_is_parked()
    {
        await using var things = await Start(database);
        var e = SomeEvents.PlanChanged();
        things.Probe.OnEvent = _ => throw new JsonException("not yet");
        await things.Service.Publish(e);
        var parked = (await things.Parked()).Single();
        things.Probe.OnEvent = _ => Task.CompletedTask;
        await things.Service.Publish(e);
        await things.Service.Handled(e.EventId);

        things.Clock.Advance(TimeSpan.FromDays(60));
        await DeleteExpired(things);

        (await things.ParkedWork.RetryParkedWorkAsync(new() { Id = parked.Id.ToString() })).AlreadyHandled.ShouldBeTrue();
        (await things.Effects()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Replicas_that_tidy_at_once_delete_each_row_once_and_nothing_else()
    {
        await using var things = await Start(database);
        await things.Service.Read(db =>
        {
            db.IdempotencyRecords.AddRange(Enumerable.Range(0, 1200).Select(i => new IdempotencyRecord
            {
                Subject = "s", Method = "m", RequestId = $"{i}", Request = [], Response = [],
                CreatedAt = things.Clock.GetUtcNow() - (i < 1100 ? TimeSpan.FromDays(3) : TimeSpan.Zero),
            }));
            return db.SaveChangesAsync();
        });

        var deleted = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => Retention(things).DeleteExpired(CancellationToken.None))));

        deleted.Sum().ShouldBe(1100);
        (await things.Service.Read(db => db.IdempotencyRecords.CountAsync())).ShouldBe(100);
    }

    private static RetentionService<ThingsDb> Retention(ThingsUnderTest things) => new(
        things.Service.Services.GetRequiredService<IServiceScopeFactory>(), things.Clock, NullLogger<RetentionService<ThingsDb>>.Instance);

    private static Task<int> DeleteExpired(ThingsUnderTest things) => Retention(things).DeleteExpired(CancellationToken.None);

    private static Task<(int Outbox, int Inbox)> Counts(ThingsUnderTest things) =>
        things.Service.Read(async db => (await db.Outbox.CountAsync(), await db.Inbox.CountAsync()));
}
