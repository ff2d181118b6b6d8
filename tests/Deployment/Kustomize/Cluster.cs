using Deployment.Tests.Reading;

namespace Deployment.Tests.Kustomize;

/// <summary>What an overlay applies, with the questions that the tests ask of it.</summary>
internal sealed class Cluster
{
    private Cluster(IReadOnlyList<JsonObject> objects) => Objects = objects;

    public static IReadOnlyList<string> Services { get; } = ["plans", "subscriptions", "billing", "notifications"];

    /// <summary>The processes that run for ever.</summary>
    public static IReadOnlyList<string> Processes { get; } = [.. Services, "gateway"];

    public IReadOnlyList<JsonObject> Objects { get; }

    /// <param name="variant">An overlay, or an overlay with a component: <c>production+tls</c>.</param>
    public static Cluster Of(string variant)
    {
        var parts = variant.Split('+');
        return new Cluster(Kustomization.Render(
            $"deploy/kubernetes/overlays/{parts[0]}", [.. parts.Skip(1).Select(component => $"deploy/kubernetes/components/{component}")]));
    }

    public IEnumerable<JsonObject> Kind(string kind) => Objects.Where(o => o.Text("kind") == kind);

    public JsonObject One(string kind, string name) =>
        Kind(kind).Where(o => o.Text("metadata/name") == name).ToList().ShouldHaveSingleItem($"{kind} {name}");

    /// <summary>Whatever starts pods.</summary>
    public IEnumerable<JsonObject> Workloads() => Objects.Where(o => o.At("spec/template/spec") is not null);

    /// <summary>Environment of a process as its pod sees it: the maps that it takes whole, and its own variables over them. Secrets' values are empty.</summary>
    public IReadOnlyDictionary<string, string> Environment(JsonObject workload)
    {
        var container = workload.At("spec/template/spec/containers/0")!;
        var result = new Dictionary<string, string>();
        foreach (var source in container.List("envFrom"))
        {
            foreach (var (key, value) in One("ConfigMap", source.Text("configMapRef/name")!).Map("data"))
            {
                result[key] = $"{value}";
            }
        }

        foreach (var variable in container.List("env"))
        {
            result[variable.Text("name")!] = variable.At("valueFrom/configMapKeyRef") is { } reference
                ? One("ConfigMap", reference.Text("name")!).At("data")![reference.Text("key")!]!.ToString()
                : variable.Text("value") ?? "";
        }

        return result;
    }
}
