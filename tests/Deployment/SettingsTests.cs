using System.Text.RegularExpressions;
using Deployment.Tests.Kustomize;
using Deployment.Tests.Reading;

namespace Deployment.Tests;

/// <summary>A setting that is misspelt does nothing and says nothing: each name in the manifests is one that a process reads.</summary>
public sealed partial class SettingsTests
{
    /// <summary>Read by the framework and by OpenTelemetry.</summary>
    private static readonly string[] OfTheFramework = ["Kestrel:Endpoints:grpc:Url", "OTEL_RESOURCE_ATTRIBUTES"];

    private static readonly string[] Sources =
        [.. Repository.Files("services", ".cs").Concat(Repository.Files("gateway", ".cs")).Concat(Repository.Files("deploy/Migrator", ".cs")).Where(path => !path.Contains("/Migrations/")).Select(Repository.Text)];

    /// <summary>Names in the code that reads settings: <c>configuration["Auth:Issuer"]</c>, <c>$"Services:{service}:Address"</c> as a pattern.</summary>
    private static readonly string[] Read =
        [.. Sources.SelectMany(text => Literal().Matches(text)).Select(m => m.Groups["name"].Value).Distinct().Select(name => Hole().Replace(Regex.Escape(name).Replace("\\{", "{"), "[^:]+"))];

    private static readonly string[] Documented = [.. Operations.Table("setting").SelectMany(row => Names(Operations.Code(row[0]))).Where(name => !name.EndsWith('*')).Select(Pattern)];

    public static TheoryData<string> Names()
    {
        var compose = Yaml.Single("deploy/compose.yaml").Map("services").Where(s => s.Key == "migrator" || Cluster.Processes.Contains(s.Key))
            .SelectMany(s => s.Value.Map("environment")).Select(v => v.Key);
        var clusters = Variants.All.Select(Cluster.Of).SelectMany(cluster => Cluster.Processes.Select(name => cluster.One("Deployment", name)).Append(cluster.One("Job", "migrator")).SelectMany(cluster.Environment)).Select(v => v.Key);
        return [.. compose.Concat(clusters).Distinct().Order(StringComparer.Ordinal)];
    }

    [Theory, MemberData(nameof(Names))]
    public void Some_process_reads_it(string variable) => IsRead(variable).ShouldBeTrue($"{variable} is neither read by the code nor documented.");

    [Theory]
    [InlineData("Auth__Isuer")]
    [InlineData("Services__plans__Adress")]
    [InlineData("Gateway__Identity__Applications__0__Secrets")]
    [InlineData("ConnectionStrings__plan")]
    [InlineData("Mail__Smtp__Server")]
    public void A_misspelt_one_is_found(string variable) => IsRead(variable).ShouldBeFalse();

    private static bool IsRead(string variable)
    {
        var name = variable.Replace("__", ":");
        return OfTheFramework.Contains(name)
            || Read.Any(pattern => Regex.IsMatch(name, $"^{pattern}$"))
            || Documented.Any(pattern => Regex.IsMatch(name, $"^{pattern}$"))
            || Sources.Any(text => Binds(text, [.. name.Split(':').Where(part => !part.All(char.IsAsciiDigit))]));
    }

    /// <summary>Whether a class of options says that it holds the section, and has a property for every further part of the name.</summary>
    private static bool Binds(string text, string[] parts) => Enumerable.Range(1, parts.Length - 1).Any(length =>
        Regex.IsMatch(text, $@"[Ss]ection (<c>)?{string.Join(':', parts[..length])}(</c>|[ .:])")
        && parts[length..].All(part => Regex.IsMatch(text, $@"public [\w<>?]+ {part} {{")));

    /// <summary><c>`Mail:Smtp:Host`, `:Port`</c> stands for two names of one section.</summary>
    private static IEnumerable<string> Names(IEnumerable<string> cell)
    {
        var section = "";
        foreach (var name in cell)
        {
            var full = name.StartsWith(':') ? section + name : name;
            section = full[..Math.Max(full.LastIndexOf(':'), 0)];
            yield return full;
        }
    }

    private static string Pattern(string name) => Hole().Replace(Regex.Escape(name).Replace("\\{", "{"), "[^:]+");

    [GeneratedRegex(@"(?:\[|GetValue(?:<\w+>)?\()\$?""(?<name>[A-Z][\w{}]*(?:[:_][\w{}]+)*)""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Hole();
}
