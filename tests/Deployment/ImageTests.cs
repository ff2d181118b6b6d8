using System.Xml.Linq;
using Deployment.Tests.Kustomize;
using Deployment.Tests.Reading;

namespace Deployment.Tests;

/// <summary>The images that deploy/images.sh builds are those that the manifests name, with the ports that they name.</summary>
public sealed class ImageTests
{
    private static readonly XDocument Shared = XDocument.Load(Repository.PathOf("deploy/Containers.props"));

    private static readonly Dictionary<string, XDocument> Projects = Repository.Files("services", ".csproj").Concat(Repository.Files("gateway", ".csproj")).Concat(Repository.Files("deploy", ".csproj"))
        .Select(path => XDocument.Load(Repository.PathOf(path)))
        .Where(project => project.Descendants("ContainerRepository").Any())
        .ToDictionary(project => project.Descendants("ContainerRepository").Single().Value);

    [Fact]
    public void Each_process_is_an_image_and_nothing_else_is() =>
        Projects.Keys.ShouldBe(Cluster.Processes.Append("migrator").Select(name => $"subscriptions/{name}"), ignoreOrder: true);

    [Fact]
    public void They_run_as_the_user_that_the_manifests_name() => Shared.Descendants("ContainerUser").Single().Value.ShouldBe("1654");

    [Fact]
    public void They_stand_on_the_framework_that_they_are_built_for()
    {
        var framework = XDocument.Load(Repository.PathOf("Directory.Build.props")).Descendants("TargetFramework").Single().Value.Replace("net", "");

        Shared.Descendants("ContainerBaseImage").Single().Value.ShouldContain($"/aspnet:{framework}-");
    }

    [Fact]
    public void Their_ports_are_those_that_pods_have()
    {
        var shared = Shared.Descendants("ContainerPort").Select(port => port.Attribute("Include")!.Value).ToList();
        foreach (var name in Cluster.Processes)
        {
            var ports = shared.Concat(Projects[$"subscriptions/{name}"].Descendants("ContainerPort").Select(port => port.Attribute("Include")!.Value));
            Cluster.Of("production").One("Deployment", name).List("spec/template/spec/containers/0/ports").Select(port => port.Text("containerPort")!).ShouldBe(ports, ignoreOrder: true);
        }
    }

    [Fact]
    public void Nobody_writes_a_Dockerfile() => Repository.Files(".", "Dockerfile", "Containerfile").ShouldBeEmpty();
}
