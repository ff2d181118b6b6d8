using Deployment.Tests.Kustomize;
using Deployment.Tests.Reading;

namespace Deployment.Tests;

/// <summary>
/// The flows that policies allow are those that the processes' settings ask for: no fewer, or something stands still; no more, or an
/// intruder walks on.
/// </summary>
public sealed class NetworkTests
{
    private static readonly int[] Ports = [1025, 1433, 4317, 5672, 8025, 8080, 8081, 8889, 13133];

    public static TheoryData<string> Variants => [.. Deployment.Tests.Variants.All];

    [Theory, MemberData(nameof(Variants))]
    public void Pods_reach_each_other_as_their_settings_ask(string variant)
    {
        var cluster = Cluster.Of(variant);
        var pods = cluster.Workloads().ToDictionary(w => w.Text("metadata/name")!, w => w.At("spec/template/metadata/labels"));

        var allowed =
            from source in pods
            from target in pods
            from port in Ports
            where source.Key != target.Key && Allows(cluster, "egress", "to", source.Value, target.Value, port) && Allows(cluster, "ingress", "from", target.Value, source.Value, port)
            select $"{source.Key} -> {target.Key}:{port}";

        allowed.ShouldBe(Wanted(cluster, variant), ignoreOrder: true);
    }

    [Theory]
    [InlineData("production", new string[0])]
    [InlineData("production+stripe", new[] { "billing:443" })]
    public void Out_of_the_cluster_go_databases_broker_and_mail_alone_and_what_a_component_adds(string variant, string[] added)
    {
        var cluster = Cluster.Of(variant);
        var allowed =
            from process in Cluster.Processes.Append("migrator")
            from rule in Rules(cluster, "egress", cluster.Workloads().Single(w => w.Text("metadata/name") == process).At("spec/template/metadata/labels"))
            where rule.List("to").Any(peer => peer.At("ipBlock") is not null)
            select $"{process}:{rule.Text("ports/0/port")}";

        var wanted = Cluster.Processes.Append("migrator").Select(process => $"{process}:1433")
            .Concat(Cluster.Services.Select(service => $"{service}:5672"))
            .Append($"notifications:{cluster.One("ConfigMap", "service-settings").Text("data/Mail__Smtp__Port")}")
            .Concat(added);
        allowed.ShouldBe(wanted, ignoreOrder: true);
    }

    [Theory, MemberData(nameof(Variants))]
    public void From_outside_only_the_gateway_is_reached(string variant)
    {
        var cluster = Cluster.Of(variant);
        var open =
            from workload in cluster.Workloads()
            from rule in Rules(cluster, "ingress", workload.At("spec/template/metadata/labels"))
            from peer in rule.List("from")
            where peer.At("namespaceSelector") is not null || peer.At("ipBlock") is not null
            from port in rule.List("ports")
            select $"{workload.Text("metadata/name")}:{port.Text("port")} from {peer.Texts().First()}";

        open.ShouldBe(["gateway:8080 from ingress-nginx", "gateway:8081 from ingress-nginx", "otel-collector:8889 from observability"], ignoreOrder: true);
    }

    [Theory, MemberData(nameof(Variants))]
    public void What_no_policy_allows_is_denied_and_names_resolve(string variant)
    {
        var cluster = Cluster.Of(variant);
        var deny = cluster.One("NetworkPolicy", "nothing");
        ((JsonObject)deny.At("spec/podSelector")!).ShouldBeEmpty();
        deny.At("spec/policyTypes").Texts().ShouldBe(["Ingress", "Egress"]);
        deny.At("spec/ingress").ShouldBeNull();
        deny.At("spec/egress").ShouldBeNull();
        ((JsonObject)cluster.One("NetworkPolicy", "names").At("spec/podSelector")!).ShouldBeEmpty();
    }

    private static IEnumerable<string> Wanted(Cluster cluster, string variant)
    {
        foreach (var process in Cluster.Processes)
        {
            var settings = cluster.Environment(cluster.One("Deployment", process));
            foreach (var address in settings.Where(s => s.Key.StartsWith("Services__", StringComparison.Ordinal)).Select(s => new Uri(s.Value)))
            {
                yield return $"{process} -> {address.Host}:{address.Port}";
            }

            var exporter = new Uri(settings["OTEL_EXPORTER_OTLP_ENDPOINT"]);
            yield return $"{process} -> {exporter.Host}:{exporter.Port}";
            // The gateway has the keys; everybody else asks it for them.
            var keys = new Uri(settings["Auth__Backchannel"]);
            if (process != keys.Host)
            {
                yield return $"{process} -> {keys.Host}:{keys.Port}";
            }

            if (variant == "local")
            {
                yield return $"{process} -> sqlserver:1433";
                if (settings.ContainsKey("Messaging__RabbitMqUri"))
                {
                    yield return $"{process} -> rabbitmq:5672";
                }

                if (settings.ContainsKey("Mail__Smtp__User"))
                {
                    yield return $"{process} -> {settings["Mail__Smtp__Host"]}:{settings["Mail__Smtp__Port"]}";
                }
            }
        }

        if (variant == "local")
        {
            yield return "migrator -> sqlserver:1433";
        }
    }

    private static bool Allows(Cluster cluster, string direction, string peers, JsonNode? own, JsonNode? other, int port) =>
        Rules(cluster, direction, own).Any(rule =>
            rule.List("ports").Any(p => p.Text("port") == $"{port}")
            && rule.List(peers).Any(peer => peer.At("namespaceSelector") is null && peer.At("podSelector") is { } selector && Labels.Match(selector, other)));

    private static IEnumerable<JsonNode> Rules(Cluster cluster, string direction, JsonNode? labels) =>
        cluster.Kind("NetworkPolicy").Where(policy => Labels.Match(policy.At("spec/podSelector")!, labels)).SelectMany(policy => policy.List($"spec/{direction}"));
}
