using System.Globalization;
using System.Text.RegularExpressions;
using Deployment.Tests.Kustomize;
using Deployment.Tests.Reading;

namespace Deployment.Tests;

/// <summary>deploy/compose.yaml, beyond its shape.</summary>
public sealed partial class ComposeTests
{
    private static readonly JsonObject File = Yaml.Single("deploy/compose.yaml");
    private static readonly Dictionary<string, JsonNode> Services = File.Map("services").ToDictionary(pair => pair.Key, pair => pair.Value!);
    private static readonly string[] Own = [.. Cluster.Processes, "migrator"];

    [Fact]
    public void Every_image_has_a_version()
    {
        Services.Values.Select(service => service.Text("image")!.Replace($"${{VERSION:-{ProductVersion.Text}}}", ProductVersion.Text)).ShouldAllBe(image => KubernetesTests.Pinned().IsMatch(image));
        Own.ShouldAllBe(name => Services[name].Text("image")!.StartsWith($"subscriptions/{name}:", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_servers_have_the_same_versions_as_in_Kubernetes()
    {
        var images = Services.Values.Select(service => service.Text("image")!).ToList();

        Cluster.Of("local").Workloads().Select(w => w.Text("spec/template/spec/containers/0/image")!)
            .Where(image => !image.StartsWith("subscriptions/", StringComparison.Ordinal)).ShouldBeSubsetOf(images);
    }

    [Fact]
    public void Nothing_runs_as_root_or_may_become_it()
    {
        foreach (var (name, service) in Services)
        {
            int.Parse(service.Text("user").ShouldNotBeNull(name).Split(':')[0], CultureInfo.InvariantCulture).ShouldBeGreaterThan(0, name);
            service.At("security_opt").Texts().ShouldContain("no-new-privileges:true", name);
        }

        foreach (var name in Own)
        {
            Services[name].Text("read_only").ShouldBe("true", name);
            Services[name].Text("cap_drop/0").ShouldBe("ALL", name);
            Services[name].Text("user").ShouldBe("1654:1654", name);
        }
    }

    [Fact]
    public void Published_ports_listen_on_loopback() =>
        Services.Values.SelectMany(service => service.At("ports").Texts()).ShouldAllBe(port => port.StartsWith("127.0.0.1:", StringComparison.Ordinal));

    [Fact]
    public void Secrets_come_from_the_environment_and_each_is_in_the_example()
    {
        var example = Repository.Text("deploy/.env.example").Split('\n').Where(line => line.Contains('=') && !line.StartsWith('#')).Select(line => line.Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
        var used = Variable().Matches(Repository.Text("deploy/compose.yaml")).Select(m => (Name: m.Groups["name"].Value, Default: m.Groups["op"].Value == ":-")).Distinct().ToList();

        used.Select(v => v.Name).Distinct().ShouldBe(example.Keys, ignoreOrder: true);
        // What has no default must be set, and the example sets none of those.
        used.Where(v => !v.Default).ShouldAllBe(v => example[v.Name].Length == 0);
        used.Where(v => v.Name.EndsWith("PASSWORD", StringComparison.Ordinal) || v.Name.EndsWith("SECRET", StringComparison.Ordinal)).ShouldAllBe(v => !v.Default);
        var secrets = Services.Values.SelectMany(s => s.Map("environment")).Where(v => SecretName().IsMatch(v.Key)).ToList();
        secrets.Count.ShouldBeGreaterThan(4);
        secrets.ShouldAllBe(v => v.Value!.ToString().Contains(":?", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_process_waits_for_the_migrations_and_answers_for_its_health()
    {
        foreach (var name in Cluster.Processes)
        {
            Services[name].Text("depends_on/migrator/condition").ShouldBe("service_completed_successfully", name);
            Services[name].At("healthcheck/test").Texts().ShouldContain("/app/HealthProbe.dll", name);
            Services[name].Text("restart").ShouldBe("unless-stopped", name);
        }

        Services["migrator"].Text("restart").ShouldBe("no");
        Services["migrator"].Map("environment").Select(v => v.Key).Where(key => key.StartsWith("ConnectionStrings__", StringComparison.Ordinal))
            .ShouldBe(Cluster.Processes.Select(name => $"ConnectionStrings__{name}"), ignoreOrder: true);
    }

    [Fact]
    public void What_is_waited_for_has_a_health_check()
    {
        var healthy = Services.Values.SelectMany(s => s.Map("depends_on")).Where(d => d.Value.Text("condition") == "service_healthy").Select(d => d.Key);

        healthy.ShouldAllBe(name => Services[name].At("healthcheck") != null);
    }

    [Fact]
    public void Volumes_and_mounted_files_are_there()
    {
        var declared = File.Map("volumes").Select(v => v.Key).ToList();
        foreach (var source in Services.Values.SelectMany(s => s.At("volumes").Texts()).Select(mount => mount.Split(':')[0]))
        {
            (declared.Contains(source) || Path.Exists(Repository.PathOf($"deploy/{source}"))).ShouldBeTrue(source);
        }
    }

    [Fact]
    public void The_drain_fits_into_the_time_to_stop()
    {
        foreach (var name in Cluster.Processes)
        {
            var stop = int.Parse(Services[name].Text("stop_grace_period")!.TrimEnd('s'), CultureInfo.InvariantCulture);
            TimeSpan.Parse(Services[name].Text("environment/Shutdown__DrainDelay")!, CultureInfo.InvariantCulture).ShouldBeLessThan(TimeSpan.FromSeconds(stop - 30), name);
        }
    }

    [GeneratedRegex(@"(?<!\$)\$\{(?<name>\w+)(?<op>:-|:\?)")]
    private static partial Regex Variable();

    [GeneratedRegex("PASSWORD|PASS$|Secret$|ConnectionStrings|RabbitMqUri")]
    private static partial Regex SecretName();
}
