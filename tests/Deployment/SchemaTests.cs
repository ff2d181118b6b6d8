using System.Text.Json;
using Deployment.Tests.Kustomize;
using Deployment.Tests.Reading;
using Deployment.Tests.Schemas;

namespace Deployment.Tests;

/// <summary>Every file is well-formed and holds nothing but what its kind may hold.</summary>
public sealed class SchemaTests
{
    private static readonly Schema Kubernetes = Schema.Named("kubernetes");
    private static readonly Schema Telemetry = Schema.Named("telemetry");

    public static TheoryData<string> Variants => [.. Deployment.Tests.Variants.All];

    public static TheoryData<string> Kustomizations => [.. Repository.Files("deploy", "kustomization.yaml")];

    public static TheoryData<string> Dashboards => [.. Repository.Files("deploy/telemetry/dashboards", ".json")];

    [Fact]
    public void Compose() => Schema.Named("compose").Check("Compose", Yaml.Single("deploy/compose.yaml")).ShouldBeEmpty();

    [Theory, MemberData(nameof(Kustomizations))]
    public void Kustomization_files(string path)
    {
        var file = Yaml.Single(path);
        Kubernetes.Check(file.Text("kind")!, file).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Variants))]
    public void What_is_applied_to_Kubernetes(string variant)
    {
        foreach (var o in Cluster.Of(variant).Objects)
        {
            var kind = o.Text("kind")!;
            Kubernetes.Knows(kind).ShouldBeTrue(kind);
            Kubernetes.Check(kind, o, $"{kind} {o.Text("metadata/name")}").ShouldBeEmpty();
        }
    }

    [Fact]
    public void Every_manifest_lies_in_some_kustomization()
    {
        var named = Repository.Files("deploy", "kustomization.yaml").SelectMany(path => Named(path)).ToHashSet(StringComparer.Ordinal);

        Repository.Files("deploy/kubernetes", ".yaml").Where(path => !path.EndsWith("kustomization.yaml", StringComparison.Ordinal)).ShouldAllBe(path => named.Contains(path));
    }

    [Theory]
    [InlineData("deploy/telemetry/collector.yaml", "Collector")]
    [InlineData("deploy/telemetry/alerts.yml", "Rules")]
    [InlineData("deploy/telemetry/grafana/datasources.yaml", "Datasources")]
    [InlineData("deploy/telemetry/grafana/dashboards.yaml", "Providers")]
    public void Telemetry_files(string path, string type) => Telemetry.Check(type, Yaml.Single(path)).ShouldBeEmpty();

    [Theory, MemberData(nameof(Dashboards))]
    public void Dashboard_files(string path)
    {
        var dashboard = JsonNode.Parse(Repository.Text(path), documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
        Telemetry.Check("Dashboard", dashboard).ShouldBeEmpty();
        dashboard.List("panels").Select(panel => panel.Text("id")).ShouldBeUnique();
    }

    [Theory]
    [InlineData("replicas: 1\nselektor: {}", ".selektor: is not known here")]
    [InlineData("template: {}", ".selector: is missing")]
    [InlineData("replicas: two", ".replicas: \"two\" is no int")]
    public void A_schema_finds_what_is_wrong(string yaml, string error) =>
        Kubernetes.Check("DeploymentSpec", Yaml.Parse(yaml)[0]).ShouldContain(error);

    private static IEnumerable<string> Named(string kustomization)
    {
        var (folder, file) = (Path.GetDirectoryName(kustomization)!, Yaml.Single(kustomization));
        return file.List("resources").Select(name => $"{name}").Concat(file.List("patches").Select(patch => patch.Text("path")!))
            .Select(name => Path.Combine(folder, name).Replace('\\', '/'));
    }
}
