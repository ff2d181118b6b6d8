using System.Text.Json;
using Contracts.Common.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using ServiceDefaults.DueWork;
using ServiceDefaults.Tests.Support;
using static ServiceDefaults.Tests.Support.ThingsUnderTest;

namespace ServiceDefaults.Tests.Parking;

public sealed class ParkedWorkOnSqlite() : ParkedWorkTests(DatabaseProvider.Sqlite);

public sealed class ParkedWorkOnPostgres() : ParkedWorkTests(DatabaseProvider.Postgres);

/// <summary>What staff can do about parked work.</summary>
public abstract class ParkedWorkTests(DatabaseProvider database)
{
    private static readonly Func<Contracts.Events.PlanChanged, Task> Fails = _ => throw new JsonException("It does not fit.");

    [Fact]
    public async Task A_retried_message_has_its_effect_once_and_is_parked_no_more()
    {
        await using var things = await Start(database);
        var parked = await Park(things);

        things.Probe.OnEvent = _ => Task.CompletedTask;
        (await things.ParkedWork.RetryParkedWorkAsync(new RetryParkedWorkRequest { Id = parked.Id })).AlreadyHandled.ShouldBeFalse();

        (await things.Effects()).ShouldBe([Guid.Parse(parked.ItemId)]);
        (await things.ParkedMessages()).ShouldBeEmpty();
        (await things.Service.Read(db => db.Inbox.CountAsync())).ShouldBe(1);
        (await Refused.By(things.ParkedWork.RetryParkedWorkAsync(new RetryParkedWorkRequest { Id = parked.Id }))).Status.ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task A_retry_under_the_same_request_id_answers_as_the_first_did()
    {
        await using var things = await Start(database);
        var parked = await Park(things);
        things.Probe.OnEvent = _ => Task.CompletedTask;
        var request = new RetryParkedWorkRequest { Id = parked.Id, RequestId = "r1" };

        var first = await things.ParkedWork.RetryParkedWorkAsync(request);
        (await things.ParkedWork.RetryParkedWorkAsync(request)).ShouldBe(first);

        (await things.Effects()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task When_it_fails_again_only_that_is_recorded()
    {
        await using var things = await Start(database);
        var parked = await Park(things);
        things.Probe.OnEvent = _ => throw new InvalidOperationException("Still not.");

        var refused = await Refused.By(things.ParkedWork.RetryParkedWorkAsync(new RetryParkedWorkRequest { Id = parked.Id, RequestId = "r1" }));

        (refused.Status, refused.Reason).ShouldBe((StatusCode.FailedPrecondition, "STILL_FAILS"));
        refused.Message.ShouldContain("Still not.");
        var after = (await things.ParkedMessages()).ShouldHaveSingleItem();
        after.Attempts.ShouldBe(parked.Attempts + 1);
        after.Error.ShouldBe("Still not.");
        (await things.Effects()).ShouldBeEmpty();
        (await things.Service.Read(db => db.Inbox.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_retry_that_meets_a_database_that_is_away_is_not_held_against_the_message()
    {
        await using var things = await Start(database);
        var parked = await Park(things);
        things.Probe.OnEvent = _ => throw new TimeoutException("away");

        (await Refused.By(things.ParkedWork.RetryParkedWorkAsync(new RetryParkedWorkRequest { Id = parked.Id }))).Status.ShouldBe(StatusCode.Unavailable);

        (await things.ParkedMessages()).ShouldHaveSingleItem().Attempts.ShouldBe(parked.Attempts);
    }

    [Fact]
    public async Task What_was_handled_meanwhile_is_not_handled_again()
    {
        await using var things = await Start(database);
        var e = SomeEvents.PlanChanged();
        things.Probe.OnEvent = Fails;
        await things.Service.Publish(e);
        var parked = (await things.Parked()).Single();
        things.Probe.OnEvent = _ => Task.CompletedTask;
        await things.Service.Publish(e);
        await things.Service.Handled(e.EventId);

        (await things.ParkedWork.RetryParkedWorkAsync(new RetryParkedWorkRequest { Id = parked.Id.ToString() })).AlreadyHandled.ShouldBeTrue();

        (await things.Effects()).ShouldHaveSingleItem();
        (await things.ParkedMessages()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_retries_at_once_have_one_effect()
    {
        await using var things = await Start(database);
        var parked = await Park(things);
        var begun = 0;
        things.Probe.OnEvent = _ =>
        {
            Interlocked.Increment(ref begun);
            return Task.CompletedTask;
        };

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                await things.ParkedWork.RetryParkedWorkAsync(new RetryParkedWorkRequest { Id = parked.Id });
                return StatusCode.OK;
            }
            catch (RpcException e)
            {
                return e.StatusCode;
            }
        }));

        outcomes.Order().ShouldBe([StatusCode.OK, StatusCode.NotFound, StatusCode.NotFound, StatusCode.NotFound]);
        begun.ShouldBe(1);
        (await things.Effects()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_message_that_nobody_can_read_stays_when_it_is_retried()
    {
        await using var things = await BrokerInMemory.Start(database);
        await RawMessage.SendTo(things.Service.Services, "plans-make-effect", "poison"u8.ToArray(), Guid.CreateVersion7());
        var parked = (await things.Parked()).Single();

        var refused = await Refused.By(things.ParkedWork.RetryParkedWorkAsync(new RetryParkedWorkRequest { Id = parked.Id.ToString() }));

        (refused.Status, refused.Reason).ShouldBe((StatusCode.FailedPrecondition, "NOT_READABLE"));
        (await things.ParkedMessages()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_discarded_message_keeps_who_and_why_and_is_never_handled()
    {
        await using var things = await Start(database);
        var e = SomeEvents.PlanChanged();
        things.Probe.OnEvent = Fails;
        await things.Service.Publish(e);
        var id = (await things.Parked()).Single().Id.ToString();
        things.Probe.OnEvent = _ => Task.CompletedTask;

        var discarded = await things.ParkedWork.DiscardParkedWorkAsync(new DiscardParkedWorkRequest { Id = id, Reason = " made by hand " });

        discarded.DiscardReason.ShouldBe("made by hand");
        discarded.DiscardedBy.ShouldNotBeEmpty();
        discarded.DiscardTime.ToDateTimeOffset().ShouldBe(things.Clock.GetUtcNow());
        (await things.ParkedWork.ListParkedWorkAsync(new ListParkedWorkRequest())).ParkedWork.ShouldBeEmpty();
        (await things.ParkedWork.ListParkedWorkAsync(new ListParkedWorkRequest { IncludeDiscarded = true })).ParkedWork.ShouldHaveSingleItem();
        (await Refused.By(things.ParkedWork.RetryParkedWorkAsync(new RetryParkedWorkRequest { Id = id }))).Reason.ShouldBe("DISCARDED");
        (await Refused.By(things.ParkedWork.DiscardParkedWorkAsync(new DiscardParkedWorkRequest { Id = id, Reason = "again" }))).Reason.ShouldBe("DISCARDED");
        await things.Service.Publish(e);
        await things.Service.Delivered(e.EventId, 2);
        (await things.Effects()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_discarded_message_that_cannot_even_be_read_when_it_comes_again_stays_as_it_was_discarded()
    {
        await using var things = await BrokerInMemory.Start(database);
        var id = Guid.CreateVersion7();
        var deliveries = DeliveryCounter.Of(things);
        await RawMessage.SendTo(things.Service.Services, "plans-make-effect", "this is not JSON"u8.ToArray(), id);
        var parked = (await things.Parked()).Single();
        await things.ParkedWork.DiscardParkedWorkAsync(new DiscardParkedWorkRequest { Id = parked.Id.ToString(), Reason = "made by hand" });

        await RawMessage.SendTo(things.Service.Services, "plans-make-effect", "this is not JSON"u8.ToArray(), id);
        await Eventually.Async(() => Task.FromResult(deliveries.Of(id) == 2), "the second delivery");

        (await things.ParkedMessages()).ShouldHaveSingleItem().Attempts.ShouldBe(parked.Attempts);
    }

    [Theory]
    [InlineData("", "reason:REQUIRED")]
    [InlineData("too long", "reason:TOO_LONG")]
    public async Task Discarding_needs_a_reason(string reason, string violation)
    {
        await using var things = await Start(database);
        var parked = await Park(things);

        var refused = await Refused.By(things.ParkedWork.DiscardParkedWorkAsync(
            new DiscardParkedWorkRequest { Id = parked.Id, Reason = reason.Length > 0 ? new string('a', 501) : "" }));

        refused.Violations.ShouldBe([violation]);
        (await things.ParkedMessages()).Single().DiscardedAt.ShouldBeNull();
    }

    [Fact]
    public async Task Due_work_that_was_given_up_is_listed_and_retried_but_not_discarded()
    {
        await using var things = await Start(database);
        var lease = new WorkLease
        {
            Work = "ripen-things", ItemId = Guid.CreateVersion7(), LeaseUntil = things.Clock.GetUtcNow().AddDays(1), Attempts = 6,
            LastError = "unripe", ParkedAt = things.Clock.GetUtcNow(),
        };
        await things.Service.Read(db =>
        {
            db.WorkLeases.Add(lease);
            return db.SaveChangesAsync();
        });

        var listed = (await things.ParkedWork.ListParkedWorkAsync(new ListParkedWorkRequest())).ParkedWork.ShouldHaveSingleItem();
        (listed.Kind, listed.Name, listed.ItemId, listed.Error, listed.Attempts).ShouldBe(
            (ParkedWorkKind.DueWork, "ripen-things", lease.ItemId.ToString(), "unripe", 6));
        (await things.ParkedWork.GetParkedWorkAsync(new GetParkedWorkRequest { Id = listed.Id })).ShouldBe(listed);
        (await Refused.By(things.ParkedWork.DiscardParkedWorkAsync(new DiscardParkedWorkRequest { Id = listed.Id, Reason = "no" }))).Reason.ShouldBe("STILL_DUE");

        await things.ParkedWork.RetryParkedWorkAsync(new RetryParkedWorkRequest { Id = listed.Id });

        var freed = await things.Service.Read(db => db.WorkLeases.AsNoTracking().SingleAsync());
        (freed.ParkedAt, freed.Attempts).ShouldBe((null, 0));
        freed.LeaseUntil.ShouldBe(things.Clock.GetUtcNow());
        (await Refused.By(things.ParkedWork.RetryParkedWorkAsync(new RetryParkedWorkRequest { Id = listed.Id }))).Status.ShouldBe(StatusCode.NotFound);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task Pages_hold_messages_then_due_work_and_each_once(int size)
    {
        await using var things = await Start(database);
        var expected = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            things.Clock.Advance(TimeSpan.FromMinutes(1));
            expected.Insert(0, (await Park(things, i + 1)).Id);
        }

        await things.Service.Read(db =>
        {
            db.WorkLeases.AddRange(Enumerable.Range(0, 4).Select(i => new WorkLease
            {
                Work = "ripen-things", ItemId = Guid.CreateVersion7(), LeaseUntil = things.Clock.GetUtcNow(), Attempts = 6,
                ParkedAt = i == 3 ? null : things.Clock.GetUtcNow().AddMinutes(-i),
            }));
            return db.SaveChangesAsync();
        });
        var leases = await things.Service.Read(db => db.WorkLeases.AsNoTracking().Where(l => l.ParkedAt != null).ToListAsync());
        expected.AddRange(leases.OrderByDescending(l => l.ParkedAt).Select(l => $"ripen-things.{l.ItemId}"));

        var found = new List<string>();
        var token = "";
        do
        {
            var page = await things.ParkedWork.ListParkedWorkAsync(new ListParkedWorkRequest { PageSize = size, PageToken = token });
            page.ParkedWork.Count.ShouldBeLessThanOrEqualTo(size);
            page.TotalSize.ShouldBe(6);
            found.AddRange(page.ParkedWork.Select(w => w.Id));
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        found.ShouldBe(expected);
        (await things.ParkedWork.ListParkedWorkAsync(new ListParkedWorkRequest { Kind = ParkedWorkKind.Message })).ParkedWork.Count.ShouldBe(3);
        (await things.ParkedWork.ListParkedWorkAsync(new ListParkedWorkRequest { Kind = ParkedWorkKind.DueWork })).ParkedWork.Count.ShouldBe(3);
    }

    [Fact]
    public async Task The_body_is_shown_of_one_and_not_in_the_list()
    {
        await using var things = await Start(database);
        var parked = await Park(things);

        parked.Body.ShouldBeEmpty();
        (await things.ParkedWork.GetParkedWorkAsync(new GetParkedWorkRequest { Id = parked.Id })).Body.ShouldContain(parked.ItemId);
        (await Refused.By(things.ParkedWork.GetParkedWorkAsync(new GetParkedWorkRequest { Id = "x" }))).Violations.ShouldBe(["id:NOT_AN_ID"]);
    }

    private static async Task<ParkedWork> Park(ThingsUnderTest things, int count = 1)
    {
        things.Probe.OnEvent = Fails;
        await things.Service.Publish(SomeEvents.PlanChanged());
        await things.Parked(count);
        return (await things.ParkedWork.ListParkedWorkAsync(new ListParkedWorkRequest { Kind = ParkedWorkKind.Message })).ParkedWork[0];
    }
}
