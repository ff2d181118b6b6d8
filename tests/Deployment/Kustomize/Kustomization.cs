using System.Text.RegularExpressions;
using Deployment.Tests.Reading;

namespace Deployment.Tests.Kustomize;

/// <summary>
/// Renders a kustomization as <c>kubectl kustomize</c> does, for the features that deploy/ uses (tests/Deployment/Schemas/kubernetes.schema
/// refuses others): so that the tests judge what is applied, not the pieces that it is made of. Names of generated maps get no hash.
/// </summary>
internal sealed class Kustomization
{
    private readonly string _folder;
    private readonly JsonObject _file;

    private Kustomization(string folder)
    {
        _folder = folder;
        _file = Yaml.Single($"{folder}/kustomization.yaml");
    }

    /// <param name="folder">From the repository's root.</param>
    /// <param name="components">Further components, as if the kustomization named them; paths from the root.</param>
    public static IReadOnlyList<JsonObject> Render(string folder, params string[] components)
    {
        var objects = new Kustomization(folder).Apply([]);
        return components.Aggregate(objects, (soFar, component) => new Kustomization(component).Apply(soFar));
    }

    private List<JsonObject> Apply(List<JsonObject> given)
    {
        List<JsonObject> objects = [.. given, .. _file.List("resources").SelectMany(name => Resource($"{name}"))];
        Generate(objects);
        foreach (var patch in _file.List("patches"))
        {
            Apply(patch, objects);
        }

        foreach (var target in objects)
        {
            Label(target);
            Rename(target);
        }

        return _file.List("components").Aggregate(objects, (soFar, name) => new Kustomization(Within($"{name}")).Apply(soFar));
    }

    private IEnumerable<JsonObject> Resource(string name) =>
        name.EndsWith(".yaml", StringComparison.Ordinal) ? Yaml.Documents(Within(name)) : new Kustomization(Within(name)).Apply([]);

    private void Generate(List<JsonObject> objects)
    {
        foreach (var generator in _file.List("configMapGenerator"))
        {
            var data = generator.List("literals").Select(literal => $"{literal}".Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
            foreach (var file in generator.List("files"))
            {
                data[Path.GetFileName($"{file}")] = Repository.Text(Within($"{file}"));
            }

            var name = generator.Text("name")!;
            var map = objects.SingleOrDefault(o => o.Text("kind") == "ConfigMap" && o.Text("metadata/name") == name);
            if ((map is not null) != (generator.Text("behavior") == "merge"))
            {
                throw new InvalidOperationException($"{_folder}: the map {name} is {(map is null ? "not there to be merged into" : "there already")}.");
            }

            if (map is null)
            {
                map = new JsonObject
                {
                    ["apiVersion"] = "v1",
                    ["kind"] = "ConfigMap",
                    ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = generator.At("options/labels")?.DeepClone() ?? new JsonObject() },
                    ["data"] = new JsonObject(),
                };
                objects.Add(map);
            }

            foreach (var (key, value) in data)
            {
                map["data"]![key] = value;
            }
        }
    }

    private void Apply(JsonNode patch, List<JsonObject> objects)
    {
        var content = Yaml.Single(Within(patch.Text("path")!));
        var targets = objects.Where(o => patch.At("target") is { } target ? Matches(target, o) : IsSame(content, o)).ToList();
        if (targets.Count == 0)
        {
            throw new InvalidOperationException($"{_folder}: the patch {patch.Text("path")} changes nothing.");
        }

        foreach (var target in targets)
        {
            foreach (var (key, value) in content.Where(pair => pair.Key is not ("apiVersion" or "kind")))
            {
                StrategicMerge.Field(target, key, key == "metadata" ? WithoutName(value!) : value);
            }
        }
    }

    private void Label(JsonObject target)
    {
        if (_file.Text("namespace") is { } space && target.Text("kind") != "Namespace")
        {
            target["metadata"]!["namespace"] = space;
        }

        foreach (var (key, value) in _file.List("labels").SelectMany(set => set.Map("pairs")))
        {
            foreach (var meta in new[] { target["metadata"], target.At("spec/template/metadata") }.OfType<JsonObject>())
            {
                meta["labels"] ??= new JsonObject();
                meta["labels"]![key] = value!.DeepClone();
            }
        }
    }

    private void Rename(JsonObject target)
    {
        foreach (var container in target.List("spec/template/spec/containers"))
        {
            // The name as it was written in the base, whatever an overlay made of it.
            var name = container.Text("image")!.Split(':')[0];
            if (_file.List("images").FirstOrDefault(image => image.Text("name") == name) is { } image)
            {
                container["image"] = $"{image.Text("newName") ?? name}:{image.Text("newTag")}";
            }
        }
    }

    private string Within(string name)
    {
        var path = Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.PathOf(_folder), name))).Replace('\\', '/');
        return Path.Exists(Repository.PathOf(path)) ? path : throw new FileNotFoundException($"{_folder} names {name}, which is not there.");
    }

    private static bool Matches(JsonNode target, JsonObject o) =>
        Regex.IsMatch(o.Text("kind")!, $"^({target.Text("kind") ?? ".*"})$")
        && Regex.IsMatch(o.Text("metadata/name")!, $"^({target.Text("name") ?? ".*"})$")
        && (target.Text("labelSelector") is not { } selector || Labels.Match(selector, o.Map("metadata/labels")));

    private static bool IsSame(JsonObject patch, JsonObject o) =>
        o.Text("kind") == patch.Text("kind") && o.Text("apiVersion") == patch.Text("apiVersion") && o.Text("metadata/name") == patch.Text("metadata/name");

    private static JsonObject WithoutName(JsonNode metadata)
    {
        var copy = (JsonObject)metadata.DeepClone();
        copy.Remove("name");
        return copy;
    }
}
