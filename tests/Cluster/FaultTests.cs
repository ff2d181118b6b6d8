using Cluster.Tests.Support;
using Contracts.Events;
using MassTransit;

namespace Cluster.Tests;

/// <summary>Servers and processes fail under load. Afterwards nothing is lost and nothing has happened twice.</summary>
[Collection(ClusterCollection.Name)]
public sealed class FaultTests(ClusterUnderTest cluster)
{
    [Fact]
    public async Task Each_process_is_killed_in_turn()
    {
        using var client = await cluster.SignIn();
        var orders = await Orders.Prepare(client, "kill", 40);
        await using var load = Load.Begin(cluster, client, orders, workers: 2, pause: TimeSpan.FromSeconds(1));
        foreach (var replica in new[] { "-1", "-2" })
        {
            var started = new List<Task>();
            foreach (var name in cluster.Processes.Where(name => name.EndsWith(replica, StringComparison.Ordinal)))
            {
                var before = load.Closed.Count;
                cluster.Kill(name);
                // The other replica goes on meanwhile.
                await load.ClosedAtLeast(before + 2);
                started.Add(cluster.Start(name));
            }

            await Task.WhenAll(started);
        }

        await load.AllClosed();
        Recovery.Print("Each process killed in turn", $"{load.Failures.Count} requests failed and were sent again");
        await cluster.ShouldBeWhole("Each process killed in turn", load.Closed, repeatedMails: true);
    }

    [Fact]
    public async Task The_broker_is_away_and_the_outbox_fills()
    {
        using var client = await cluster.SignIn();
        var orders = await Orders.Prepare(client, "broker", 40);
        await cluster.Settled();
        await cluster.Run("stop", "rabbitmq");

        await using var load = Load.Begin(cluster, client, orders);
        await load.AllClosed();
        load.Failures.ShouldBeEmpty("a close needs no broker");
        (await cluster.Count("subscriptions", """SELECT COUNT(*) FROM "Outbox" WHERE "CompletedAt" IS NULL""")).ShouldBeGreaterThanOrEqualTo(40);

        await cluster.Run("start", "rabbitmq");
        await cluster.ShouldBeWhole("RabbitMQ away, outbox full", load.Closed);
    }

    [Fact]
    public async Task The_database_is_away_until_requests_fail()
    {
        using var client = await cluster.SignIn();
        var orders = await Orders.Prepare(client, "database", 30);
        await using var load = Load.Begin(cluster, client, orders, workers: 2, pause: TimeSpan.FromMilliseconds(400));
        await load.ClosedAtLeast(5);
        await cluster.Run("stop", "postgres");
        await load.FailedAtLeast(6);
        var before = load.Closed.Count;
        await cluster.Run("start", "postgres");

        await load.AllClosed();
        before.ShouldBeLessThan(30, "the load went on while the database was away");
        load.Failures.ShouldNotBeEmpty();
        load.Failures.ShouldAllBe(failure => !failure.Contains("INTERNAL", StringComparison.Ordinal), "an absent database is no surprise");
        await cluster.ShouldBeWhole("PostgreSQL away", load.Closed);
    }

    [Fact]
    public async Task Deliveries_come_twice_and_in_any_order()
    {
        using var client = await cluster.SignIn();
        var orders = await Orders.Prepare(client, "twice", 10);
        await using var load = Load.Begin(cluster, client, orders);
        await load.AllClosed();
        await cluster.Settled();

        // Everything that was ever published about these orders, once more and then again, the last first.
        var events = new List<IEvent>();
        foreach (var service in cluster.Services)
        {
            events.AddRange(await cluster.Query(service, """SELECT "Type", "Payload" FROM "Outbox" ORDER BY "Sequence" DESC LIMIT 300""", row => EventRow.Read(row.GetString(0), row.GetString(1))));
        }

        events.Count.ShouldBeGreaterThan(10 * Orders.Periods);
        var bus = Bus.Factory.CreateUsingRabbitMq(broker => broker.Host(cluster.Broker));
        await bus.StartAsync();
        try
        {
            await Parallel.ForEachAsync(events.Concat(events), async (e, ct) => await bus.Publish(e, e.GetType(), context => context.MessageId = e.EventId, ct));
        }
        finally
        {
            await bus.StopAsync();
        }

        await cluster.ShouldBeWhole("Every delivery three times, in reverse", load.Closed);
    }

    [Fact]
    public async Task Replicas_have_different_clocks()
    {
        string[] ahead = ["subscriptions-2", "billing-2", "notifications-2"];
        foreach (var name in ahead)
        {
            cluster.Kill(name);
        }

        await Task.WhenAll(ahead.Select(name => cluster.Run(["start", name], new() { ["Faults__ClockSkew"] = "00:00:20" })));

        try
        {
            using var client = await cluster.SignIn();
            var orders = await Orders.Prepare(client, "clocks", 16);
            await using var load = Load.Begin(cluster, client, orders);
            await load.AllClosed();
            await cluster.ShouldBeWhole("Clocks 20 s apart", load.Closed);
        }
        finally
        {
            foreach (var name in ahead)
            {
                cluster.Kill(name);
            }

            await Task.WhenAll(ahead.Select(cluster.Start));
        }
    }
}
