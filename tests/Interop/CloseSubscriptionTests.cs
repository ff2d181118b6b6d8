using System.Text.Json.Nodes;

namespace Interop.Tests;

/// <summary>A client in Python does over gRPC what the product is for.</summary>
[Collection(PythonCollection.Name)]
public sealed class CloseSubscriptionTests(PythonClient python)
{
    [Fact]
    public async Task Reflection_lists_the_services()
    {
        var services = (await Ask("services")).AsArray().Select(name => name!.GetValue<string>()).ToList();
        services.ShouldContain("plans.v1.PlanService");
        services.ShouldContain("subscriptions.v1.SubscriptionService");
        services.ShouldContain("billing.v1.InvoiceService");
        services.ShouldContain("notifications.v1.ChatterService");
        services.ShouldContain("grpc.health.v1.Health");
        services.ShouldContain("grpc.reflection.v1.ServerReflection");
    }

    [Theory]
    [InlineData("")]
    [InlineData("subscriptions.v1.SubscriptionService")]
    public async Task Health_says_that_it_serves(string service) =>
        Text((await Ask("health", service))["status"]).ShouldBe("SERVING");

    [Fact]
    public async Task Health_does_not_know_every_service() =>
        Text((await Refused("health", "weather.v1.WeatherService"))["status"]).ShouldBe("NOT_FOUND");

    [Fact]
    public async Task List_shows_running_orders()
    {
        var orders = await Running();
        orders.ShouldNotBeEmpty();
        foreach (var order in orders)
        {
            Text(order["stage"]).ShouldBe("STAGE_IN_PROGRESS");
            Text(order["number"]).ShouldStartWith("S0");
            Text(order["customerName"]).ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task Actions_explain_themselves_in_the_language_asked_for()
    {
        var order = await OrderOf("lan");
        var actions = (await Ask("actions", Text(order["id"]), "--language", "it"))["actions"]!.AsArray();
        actions.Single(a => Text(a!["action"]) == "ACTION_CLOSE")!["allowed"]!.GetValue<bool>().ShouldBeTrue();
        var confirm = actions.Single(a => Text(a!["action"]) == "ACTION_CONFIRM")!;
        Text(confirm["reasonCode"]).ShouldNotBeEmpty();
        Text(confirm["explanation"]).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Close_with_a_typed_reason_repeats_under_its_request_id_and_is_refused_under_another()
    {
        var id = Text((await OrderOf("emma"))["id"]);

        var closed = await Ask("close", id, "Chuyển ra nước ngoài", "python-1");
        Text(closed["stage"]).ShouldBe("STAGE_CHURNED");
        Text(closed["closing"]!["reason"]!["values"]!["en"]).ShouldBe("Chuyển ra nước ngoài");
        Text(closed["closing"]!["actor"]!["kind"]).ShouldBe("ACTOR_KIND_APPLICATION");

        JsonNode.DeepEquals(await Ask("close", id, "Chuyển ra nước ngoài", "python-1"), closed).ShouldBeTrue();

        var refused = await Refused("close", id, "Chuyển ra nước ngoài", "python-2");
        Text(refused["status"]).ShouldBe("FAILED_PRECONDITION");
        Text(refused["reason"]).ShouldBe("ALREADY_CLOSED");
        Text(refused["domain"]).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_same_request_id_with_another_reason_is_refused()
    {
        var id = Text((await OrderOf("giulia"))["id"]);
        await Ask("close", id, "Too far away", "python-3");
        Text((await Refused("close", id, "Too far away, and more", "python-3"))["status"]).ShouldBe("INVALID_ARGUMENT");
    }

    [Fact]
    public async Task A_customer_sees_own_orders_and_no_others()
    {
        var order = await OrderOf("northwind");
        var own = (await Ask("--customer", Text(order["customerId"]), "own"))["subscriptions"]!.AsArray();
        own.Select(o => Text(o!["id"])).ShouldContain(Text(order["id"]));
        own.Count.ShouldBe(1, "the quotation that was never sent is not shown");
    }

    [Fact]
    public async Task A_customer_may_not_make_a_staff_call()
    {
        var order = await OrderOf("northwind");
        var refused = await Refused("--customer", Text(order["customerId"]), "close", Text(order["id"]), "Mine", "python-4");
        Text(refused["status"]).ShouldBe("PERMISSION_DENIED");
        Text(refused["reason"]).ShouldNotBeEmpty();
        Text((await OrderOf("northwind"))["stage"]).ShouldBe("STAGE_IN_PROGRESS");
    }

    private async Task<JsonNode> Ask(params string[] command)
    {
        var (code, answer) = await python.Run(command);
        code.ShouldBe(0, answer.ToJsonString());
        return answer;
    }

    private async Task<JsonNode> Refused(params string[] command)
    {
        var (code, answer) = await python.Run(command);
        code.ShouldBe(1, answer.ToJsonString());
        return answer;
    }

    private async Task<List<JsonNode>> Running() => [.. (await Ask("list"))["subscriptions"]!.AsArray().Select(order => order!)];

    /// <summary>A running order of the demo business, by its customer; each test takes another one.</summary>
    private async Task<JsonNode> OrderOf(string customer) => (await Running()).First(order => Text(order["customerName"]) == customer switch
    {
        "emma" => "Emma Clarke",
        "giulia" => "Giulia Ferrari",
        "lan" => "Nguyễn Thị Lan",
        _ => "Northwind Traders Ltd",
    });

    private static string Text(JsonNode? node) => node?.GetValue<string>() ?? "";
}
