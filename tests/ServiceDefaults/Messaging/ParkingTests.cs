using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using ServiceDefaults.Tests.Support;
using static ServiceDefaults.Tests.Support.ThingsUnderTest;

namespace ServiceDefaults.Tests.Messaging;

public sealed class ParkingOnSqlite() : ParkingTests(DatabaseProvider.Sqlite);

public sealed class ParkingOnPostgres() : ParkingTests(DatabaseProvider.Postgres);

/// <summary>What becomes of messages that cannot be handled.</summary>
public abstract class ParkingTests(DatabaseProvider database)
{
    private const string Queue = "plans-make-effect";

    [Theory]
    [InlineData("this is not JSON")]
    [InlineData("{\"messageType\": [\"urn:message:Contracts.Events:PlanChanged\"], \"message\": {\"eventId\": 5}}")]
    [InlineData("")]
    public async Task A_message_that_nobody_can_read_is_parked_as_it_came(string body)
    {
        await using var things = await BrokerInMemory.Start(database);
        var id = Guid.CreateVersion7();

        await RawMessage.SendTo(things.Service.Services, Queue, Encoding.UTF8.GetBytes(body), id);

        var parked = (await things.Parked()).ShouldHaveSingleItem();
        parked.Handler.ShouldBe(Queue);
        parked.Body.ShouldBe(body);
        parked.EventId.ShouldBe(id);
        parked.Attempts.ShouldBe(1);
        parked.Error.ShouldNotBeEmpty();
        parked.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task An_event_without_a_value_that_it_must_have_is_parked_and_not_handled()
    {
        await using var things = await BrokerInMemory.Start(database);
        var e = SomeEvents.PlanChanged();
        var message = JsonSerializer.SerializeToNode(e, JsonSerializerOptions.Web)!.AsObject();
        message.Remove("archived").ShouldBeTrue();
        var envelope = new JsonObject { ["messageType"] = new JsonArray("urn:message:Contracts.Events:PlanChanged"), ["message"] = message };

        await RawMessage.SendTo(things.Service.Services, Queue, Encoding.UTF8.GetBytes(envelope.ToJsonString()), e.EventId);

        (await things.Parked()).ShouldHaveSingleItem().Error.ShouldContain("archived");
        (await things.Effects()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_kept_too()
    {
        await using var things = await BrokerInMemory.Start(database);
        byte[] body = [0x7B, 0x00, 0xFF, 0xFE];

        await RawMessage.SendTo(things.Service.Services, Queue, body, Guid.CreateVersion7());

        (await things.Parked()).Single().Body.ShouldBe("base64:" + Convert.ToBase64String(body));
    }

    [Fact]
    public async Task A_message_of_a_kind_that_no_handler_takes_is_parked()
    {
        await using var things = await BrokerInMemory.Start(database);

        await RawMessage.SendUnknownTo(things.Service.Services, Queue, Guid.CreateVersion7());

        var parked = (await things.Parked()).ShouldHaveSingleItem();
        parked.EventType.ShouldBe("Carrier");
        parked.Error.ShouldBe("Nothing here handles a message of this kind.");
    }

    [Fact]
    public async Task An_event_whose_handler_fails_for_good_is_parked_after_its_tries_and_leaves_the_outbox()
    {
        await using var things = await Start(database);
        var tries = 0;
        things.Probe.OnEvent = _ =>
        {
            tries++;
            throw new InvalidOperationException("It does not fit.");
        };

        await things.Staff.CreatePlanAsync(Thing("a"));
        await things.Settled();

        tries.ShouldBe(6);
        var saved = (await things.Service.Raised<Contracts.Events.PlanChanged>()).ShouldHaveSingleItem();
        var parked = (await things.ParkedMessages()).ShouldHaveSingleItem();
        parked.EventId.ShouldBe(saved.EventId);
        parked.EventType.ShouldBe("PlanChanged");
        parked.Error.ShouldBe("It does not fit.");
        parked.Attempts.ShouldBe(6);
        parked.DiscardedAt.ShouldBeNull();
        parked.FirstSeen.ShouldBe(saved.OccurredAt);
        (await things.Effects()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_handler_that_cannot_make_sense_of_an_event_is_not_asked_again()
    {
        await using var things = await Start(database);
        var tries = 0;
        things.Probe.OnEvent = _ =>
        {
            tries++;
            throw new JsonException("Not a shape that is known here.");
        };

        await things.Staff.CreatePlanAsync(Thing("a"));
        await things.Parked();

        tries.ShouldBe(1);
    }

    [Fact]
    public async Task One_bad_event_does_not_hold_up_the_others()
    {
        await using var things = await Start(database);
        things.Probe.OnEvent = e => e.Name["en"] == "bad" ? throw new JsonException("bad") : Task.CompletedTask;

        await things.Staff.CreatePlanAsync(Thing("bad"));
        await things.Staff.CreatePlanAsync(Thing("good"));
        await things.Settled();

        (await things.Effects()).Count.ShouldBe(1);
        (await things.ParkedMessages()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_event_that_comes_again_is_the_same_parked_message()
    {
        await using var things = await Start(database);
        var e = SomeEvents.PlanChanged();
        things.Probe.OnEvent = _ => throw new JsonException("never");

        await things.Service.Publish(e);
        await things.Service.Delivered(e.EventId, 1);
        await things.Service.Publish(e);
        await things.Service.Delivered(e.EventId, 2);

        (await things.ParkedMessages()).ShouldHaveSingleItem().Attempts.ShouldBe(2);
    }

    [Fact]
    public async Task What_fails_because_something_is_away_is_never_parked()
    {
        await using var things = await Start(database);
        var tries = 0;
        things.Probe.OnEvent = _ => ++tries <= 8 ? throw new TimeoutException("The database does not answer.") : Task.CompletedTask;

        await things.Staff.CreatePlanAsync(Thing("a"));
        var saved = (await things.Service.Raised<Contracts.Events.PlanChanged>()).ShouldHaveSingleItem();
        // The delivery ends after all its tries, and nothing has come of it.
        await Eventually.Async(() => Task.FromResult(tries == 8), "the last try", TimeSpan.FromMinutes(1));
        await things.Service.Delivered(saved.EventId, 1);
        (await things.ParkedMessages()).ShouldBeEmpty();
        (await things.Service.Read(db => db.Outbox.CountAsync(m => m.CompletedAt == null))).ShouldBe(1);

        // The lease of the outbox ends, and it is delivered again.
        things.Clock.Advance(TimeSpan.FromSeconds(31));
        await things.Settled();

        (await things.Effects()).ShouldBe([saved.EventId]);
        (await things.ParkedMessages()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_cannot_be_parked_now_is_delivered_again()
    {
        await using var things = await Start(database);
        things.Probe.OnEvent = _ => throw new JsonException("never");
        await things.Service.Read(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"ParkedMessages\" RENAME TO \"Gone\""));

        await things.Staff.CreatePlanAsync(Thing("a"));
        var saved = (await things.Service.Raised<Contracts.Events.PlanChanged>()).ShouldHaveSingleItem();
        await things.Service.Delivered(saved.EventId, 1);
        (await things.Service.Read(db => db.Outbox.CountAsync(m => m.CompletedAt == null))).ShouldBe(1);

        await things.Service.Read(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"Gone\" RENAME TO \"ParkedMessages\""));
        things.Clock.Advance(TimeSpan.FromSeconds(31));
        await things.Settled();

        (await things.ParkedMessages()).ShouldHaveSingleItem().EventId.ShouldBe(saved.EventId);
    }
}
