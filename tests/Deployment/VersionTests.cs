using System.Text.RegularExpressions;
using System.Xml.Linq;
using Deployment.Tests.Kustomize;
using Deployment.Tests.Reading;

namespace Deployment.Tests;

/// <summary>The version stands in Directory.Build.props; what cannot read it from there says the same.</summary>
public sealed partial class VersionTests
{
    [Theory]
    [InlineData("local")]
    [InlineData("production")]
    public void The_manifests_name_our_images_by_it(string overlay)
    {
        var own = Cluster.Of(overlay).Workloads().Select(w => w.Text("spec/template/spec/containers/0/image")!).Where(image => Own().IsMatch(image)).ToList();

        own.Count.ShouldBe(Cluster.Processes.Count + 1);
        own.ShouldAllBe(image => image.EndsWith($":{ProductVersion.Text}", StringComparison.Ordinal));
    }

    [Fact]
    public void The_example_of_compose_names_our_images_by_it() =>
        Repository.Text("deploy/.env.example").Split('\n').ShouldContain($"VERSION={ProductVersion.Text}");

    [Fact]
    public void The_changelog_begins_with_it() =>
        Heading().Match(Repository.Text("CHANGELOG.md")).Groups["version"].Value.ShouldBe(ProductVersion.Text);

    [Fact]
    public void No_project_has_one_of_its_own() =>
        Repository.Files(".", ".csproj", ".props", ".targets").Where(file => XDocument.Load(Repository.PathOf(file)).Descendants("Version").Any()).ShouldBe(["Directory.Build.props"]);

    [GeneratedRegex(@"(^|/)subscriptions/\w+:")]
    private static partial Regex Own();

    [GeneratedRegex(@"^## (?<version>\S+)", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
