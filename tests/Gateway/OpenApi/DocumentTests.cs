using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Gateway.Tests.Support;
using Gateway.Transcoding;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Tests.OpenApi;

[Collection(SharedGateway.Name)]
public sealed class DocumentTests(GatewayHost host)
{
    [Fact]
    public async Task Every_http_rule_of_the_protos_is_an_operation()
    {
        var document = await DocumentAsync();
        var bindings = host.Services.GetRequiredService<RpcCatalog>().Bindings;

        bindings.Count.ShouldBeGreaterThan(30);
        var operations = Operations(document).Select(operation => operation["operationId"]!.GetValue<string>()).ToList();
        operations.ShouldBeUnique();
        foreach (var rpc in bindings.GroupBy(binding => binding.Rpc))
        {
            var method = rpc.Key.Method;
            operations.Count(id => id == Id(rpc.Key) || id.StartsWith(Id(rpc.Key) + "_", StringComparison.Ordinal)).ShouldBe(rpc.Count(), method.FullName);
        }
    }

    [Fact]
    public async Task Every_path_variable_is_a_parameter_and_every_reference_leads_somewhere()
    {
        var document = await DocumentAsync();

        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            foreach (var operation in item!.AsObject().Select(verb => verb.Value!.AsObject()))
            {
                var parameters = (operation["parameters"] as JsonArray ?? []).Where(p => p!["in"]!.GetValue<string>() == "path").Select(p => p!["name"]!.GetValue<string>());
                var variables = path.Split('{').Skip(1).Select(part => part.Split('}')[0]);
                parameters.ShouldBe(variables, $"{path}");
                operation["responses"]!["200"].ShouldNotBeNull();
            }
        }

        foreach (var reference in References(document))
        {
            reference.TrimStart('#', '/').Split('/').Aggregate((JsonNode?)document, (node, name) => node?[name]).ShouldNotBeNull(reference);
        }
    }

    [Fact]
    public async Task The_comments_of_the_protos_are_the_descriptions()
    {
        var document = await DocumentAsync();

        document["openapi"]!.GetValue<string>().ShouldBe("3.1.0");
        document["paths"]!["/admin/api/v1/plans/{id}:archive"]!["post"]!["description"]!.GetValue<string>().ShouldStartWith("Takes the plan out of sale.");
        document["components"]!["schemas"]!["plans.v1.Plan"]!["properties"]!["price"]!["description"]!.GetValue<string>().ShouldContain("Recurring price");
    }

    [Fact]
    public async Task The_reader_page_shows_every_operation_and_needs_nothing_from_elsewhere()
    {
        using var client = host.Browser();
        var html = await client.GetStringAsync("/openapi");
        var document = await DocumentAsync();

        foreach (var operation in Operations(document))
        {
            html.ShouldContain($"id=\"{operation["operationId"]!.GetValue<string>()}\"");
        }

        html.ShouldNotContain("<script");
        html.ShouldNotContain("https://");
        (await client.GetStringAsync("/openapi/reader.css")).ShouldContain("body");
    }

    [Theory]
    [InlineData("gateway.test", "http://gateway.test/oauth/token")]
    [InlineData("gateway.test:9090", "http://gateway.test:9090/oauth/token")]
    [InlineData("127.0.0.1", "http://gateway.test/oauth/token")]
    [InlineData("localhost", "http://gateway.test/oauth/token")]
    public async Task Examples_name_the_address_of_the_request_when_it_is_one_of_the_gateways_own(string asked, string example)
    {
        var html = await ReaderPageAsync(host, asked);

        html.ShouldContain($"grant_type=client_credentials {example}<");
        html.ShouldNotContain("localhost");
        html.ShouldNotContain("GATEWAY-ADDRESS");
    }

    [Fact]
    public async Task Hosts_that_operators_allow_count_as_the_gateways_own()
    {
        var allowing = await GatewayHost.StartAsync(new() { ["AllowedHosts"] = "gateway.test;*.example.org" });
        try
        {
            (await ReaderPageAsync(allowing, "api.example.org:8443")).ShouldContain("http://api.example.org:8443/oauth/token<");
        }
        finally
        {
            await allowing.DisposeAsync();
        }
    }

    private static async Task<string> ReaderPageAsync(GatewayHost gateway, string asked)
    {
        using var client = gateway.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/openapi") { Headers = { Host = asked } };
        using var response = await client.SendAsync(request);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    private static string Id(Rpc rpc) => $"{rpc.Cluster}_{rpc.Method.Service.Name}_{rpc.Method.Name}";

    private static IEnumerable<JsonObject> Operations(JsonObject document) =>
        document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(verb => verb.Value!.AsObject());

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject value => value.SelectMany(property => property.Key == "$ref" ? [property.Value!.GetValue<string>()] : References(property.Value)),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };

    private async Task<JsonObject> DocumentAsync()
    {
        using var client = host.Browser();
        return (await client.GetFromJsonAsync<JsonObject>("/openapi/v1.json"))!;
    }
}
