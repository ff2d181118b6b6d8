using Deployment.Tests.Kustomize;
using Deployment.Tests.Reading;

namespace Deployment.Tests;

/// <summary>The collector's pipelines, and the way from a process to a panel.</summary>
public sealed class CollectorTests
{
    private static readonly JsonObject Collector = Yaml.Single("deploy/telemetry/collector.yaml");

    [Fact]
    public void Pipelines_are_made_of_what_is_declared_and_nothing_is_declared_in_vain()
    {
        foreach (var part in new[] { "receivers", "processors", "exporters" })
        {
            Collector.Map("service/pipelines").SelectMany(pipeline => pipeline.Value.List(part)).Select(name => $"{name}").Distinct()
                .ShouldBe(Collector.Map(part).Select(declared => declared.Key), ignoreOrder: true);
        }

        Collector.At("service/extensions").Texts().ShouldBe(Collector.Map("extensions").Select(declared => declared.Key), ignoreOrder: true);
        Collector.Map("service/pipelines").Select(pipeline => pipeline.Key).ShouldBe(["traces", "metrics", "logs"], ignoreOrder: true);
    }

    [Fact]
    public void Prometheus_scrapes_the_port_that_the_collector_exports_on()
    {
        var target = Yaml.Single("deploy/telemetry/prometheus.yml").Text("scrape_configs/0/static_configs/0/targets/0")!;

        Port(target).ShouldBe(Port(Collector.Text("exporters/prometheus/endpoint")!));
        Yaml.Single("deploy/telemetry/prometheus.yml").Text("scrape_configs/0/honor_labels").ShouldBe("true");
    }

    [Theory]
    [InlineData("local")]
    [InlineData("production")]
    public void Processes_send_to_the_port_that_the_collector_listens_on(string overlay)
    {
        var cluster = Cluster.Of(overlay);
        var port = Port(Collector.Text("receivers/otlp/protocols/grpc/endpoint")!);

        cluster.One("Service", "otel-collector").List("spec/ports").ShouldContain(p => p.Text("port") == port);
        Cluster.Processes.ShouldAllBe(name => Port(cluster.Environment(cluster.One("Deployment", name))["OTEL_EXPORTER_OTLP_ENDPOINT"]) == port);
        Cluster.Processes.ShouldAllBe(name => cluster.Environment(cluster.One("Deployment", name))["OTEL_SERVICE_NAME"] == name);
    }

    [Fact]
    public void Panels_ask_a_source_that_is_provisioned() =>
        Repository.Files("deploy/telemetry/dashboards", ".json").SelectMany(path => JsonNode.Parse(Repository.Text(path)).List("panels"))
            .Select(panel => panel.Text("datasource/uid")).OfType<string>().Distinct()
            .ShouldBeSubsetOf(Yaml.Single("deploy/telemetry/grafana/datasources.yaml").List("datasources").Select(source => source.Text("uid")));

    private static string Port(string endpoint) => endpoint.Split(':')[^1];
}
