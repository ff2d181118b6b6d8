using System.Text;
using System.Text.Json.Nodes;
using Cluster.Tests.Support;
using RabbitMQ.Client;

namespace Cluster.Tests;

/// <summary>A message that nobody can read is parked, seen, and put away; it stops no other.</summary>
[Collection(ClusterCollection.Name)]
public sealed class PoisonTests(ClusterUnderTest cluster)
{
    private const string Queue = "notifications-on-subscription-closed";

    [Fact]
    public async Task An_unreadable_message_is_parked_and_the_next_ones_pass()
    {
        var poison = $"neither fish nor fowl {Guid.NewGuid()}";
        await Send(poison);
        using var client = await cluster.SignIn();
        var orders = await Orders.Prepare(client, "poison", 4);
        await using (var load = Load.Begin(cluster, client, orders))
        {
            await load.AllClosed();
        }

        await cluster.ShouldBeWhole("A message that nobody can read", orders);
        var parked = await Eventually.Async(() => Parked(client, poison), found => found is not null, "the poison to be parked");
        parked!["error"]!.GetValue<string>().ShouldNotBeEmpty();
        parked["name"]!.GetValue<string>().ShouldBe(Queue);

        var path = new Uri($"/admin/api/v1/notifications/parked-work/{parked["id"]!.GetValue<string>()}:discard", UriKind.Relative);
        using var answer = await client.Http.PostAsync(path, new StringContent("""{"reason":"A test put it there"}""", Encoding.UTF8, "application/json"));
        answer.EnsureSuccessStatusCode();
        (await Parked(client, poison)).ShouldBeNull();
    }

    /// <summary>To the exchange from which the handler's queue is fed.</summary>
    private async Task Send(string body)
    {
        var factory = new ConnectionFactory { Uri = cluster.Broker };
        await using var connection = await factory.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.BasicPublishAsync(Queue, "", Encoding.UTF8.GetBytes(body));
    }

    private static async Task<JsonNode?> Parked(StandaloneClient client, string body)
    {
        var list = JsonNode.Parse(await client.Http.GetStringAsync(new Uri("/admin/api/v1/notifications/parked-work", UriKind.Relative)))!;
        foreach (var id in list["parkedWork"]?.AsArray().Select(item => item!["id"]!.GetValue<string>()) ?? [])
        {
            var item = JsonNode.Parse(await client.Http.GetStringAsync(new Uri($"/admin/api/v1/notifications/parked-work/{id}", UriKind.Relative)))!;
            if (item["body"]!.GetValue<string>() == body)
            {
                return item;
            }
        }

        return null;
    }
}
