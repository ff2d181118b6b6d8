using System.Globalization;
using System.Text.RegularExpressions;
using Deployment.Tests.Kustomize;
using Deployment.Tests.Reading;

namespace Deployment.Tests;

/// <summary>What every workload of a cluster owes to those who run it.</summary>
public sealed partial class KubernetesTests
{
    public static TheoryData<string> Variants => [.. Deployment.Tests.Variants.All];

    [Theory, MemberData(nameof(Variants))]
    public void Every_image_has_a_version(string variant)
    {
        var images = Cluster.Of(variant).Workloads().SelectMany(w => w.List("spec/template/spec/containers")).Select(c => c.Text("image")!).ToList();

        images.Count.ShouldBeGreaterThan(6);
        images.ShouldAllBe(image => Pinned().IsMatch(image));
    }

    [Theory, MemberData(nameof(Variants))]
    public void Nothing_runs_as_root_or_may_become_it(string variant)
    {
        foreach (var workload in Cluster.Of(variant).Workloads())
        {
            var (name, pod) = (workload.Text("metadata/name"), workload.At("spec/template/spec"));
            pod.Text("securityContext/runAsNonRoot").ShouldBe("true", name);
            int.Parse(pod.Text("securityContext/runAsUser")!, CultureInfo.InvariantCulture).ShouldBeGreaterThan(0, name);
            pod.Text("securityContext/seccompProfile/type").ShouldBe("RuntimeDefault", name);
            pod.Text("automountServiceAccountToken").ShouldBe("false", name);
            foreach (var container in pod.List("containers"))
            {
                container.Text("securityContext/allowPrivilegeEscalation").ShouldBe("false", name);
                container.Text("resources/limits/memory").ShouldNotBeNull(name);
                container.Text("resources/requests/cpu").ShouldNotBeNull(name);
            }
        }
    }

    [Theory, MemberData(nameof(Variants))]
    public void Our_own_write_nowhere_but_to_tmp(string variant)
    {
        var cluster = Cluster.Of(variant);
        foreach (var workload in cluster.Workloads().Where(IsOurs))
        {
            var (name, container) = (workload.Text("metadata/name"), workload.At("spec/template/spec/containers/0"));
            container.Text("securityContext/readOnlyRootFilesystem").ShouldBe("true", name);
            container.Text("securityContext/capabilities/drop/0").ShouldBe("ALL", name);
            container.List("volumeMounts").Where(mount => mount.Text("readOnly") != "true").Select(mount => mount.Text("mountPath")).ShouldBe(["/tmp"], name);
            workload.Text("spec/template/spec/securityContext/runAsUser").ShouldBe("1654", name);
        }

        cluster.Workloads().Where(IsOurs).Select(w => w.Text("metadata/name")).ShouldBe([.. Cluster.Processes, "migrator"], ignoreOrder: true);
    }

    [Theory, MemberData(nameof(Variants))]
    public void Every_process_has_probes_an_autoscaler_and_a_disruption_budget(string variant)
    {
        var cluster = Cluster.Of(variant);
        foreach (var name in Cluster.Processes)
        {
            var deployment = cluster.One("Deployment", name);
            foreach (var probe in new[] { "startupProbe", "livenessProbe", "readinessProbe" })
            {
                deployment.At($"spec/template/spec/containers/0/{probe}").ShouldNotBeNull($"{name} {probe}");
            }

            deployment.Text("spec/replicas").ShouldBeNull($"{name}: the autoscaler owns the number");
            cluster.One("HorizontalPodAutoscaler", name).Text("spec/scaleTargetRef/name").ShouldBe(name);
            Labels.Match(cluster.One("PodDisruptionBudget", name).At("spec/selector")!, deployment.At("spec/template/metadata/labels")).ShouldBeTrue(name);
        }
    }

    [Theory, MemberData(nameof(Variants))]
    public void Every_process_is_replaced_without_a_gap(string variant)
    {
        var cluster = Cluster.Of(variant);
        foreach (var name in Cluster.Processes)
        {
            var deployment = cluster.One("Deployment", name);
            deployment.Text("spec/strategy/rollingUpdate/maxUnavailable").ShouldBe("0", name);
            deployment.List("spec/template/spec/topologySpreadConstraints").Count().ShouldBe(2, name);
            var grace = TimeSpan.FromSeconds(int.Parse(deployment.Text("spec/template/spec/terminationGracePeriodSeconds")!, CultureInfo.InvariantCulture));
            var drain = TimeSpan.Parse(cluster.Environment(deployment)["Shutdown__DrainDelay"], CultureInfo.InvariantCulture);
            grace.ShouldBeGreaterThan(drain + TimeSpan.FromSeconds(30), name);
        }
    }

    [Theory, MemberData(nameof(Variants))]
    public void A_service_finds_its_pods_by_the_ports_that_they_have(string variant)
    {
        var cluster = Cluster.Of(variant);
        foreach (var service in cluster.Kind("Service"))
        {
            var name = service.Text("metadata/name");
            var pods = cluster.Workloads().Where(w => service.Map("spec/selector").All(label => w.Map("spec/template/metadata/labels").Any(own => own.Key == label.Key && $"{own.Value}" == $"{label.Value}"))).ToList();
            var ports = pods.ShouldHaveSingleItem(name).List("spec/template/spec/containers/0/ports").Select(port => port.Text("name"));
            service.List("spec/ports").Select(port => port.Text("targetPort")).ShouldAllBe(port => ports.Contains(port));
        }

        // A name that stands for all replicas is what calls are balanced by.
        Cluster.Services.ShouldAllBe(name => cluster.One("Service", name).Text("spec/clusterIP") == "None");
    }

    [Theory, MemberData(nameof(Variants))]
    public void What_is_referred_to_is_there(string variant)
    {
        var cluster = Cluster.Of(variant);
        foreach (var workload in cluster.Workloads())
        {
            var (name, pod) = (workload.Text("metadata/name"), workload.At("spec/template/spec"));
            if (pod.Text("serviceAccountName") is { } account)
            {
                cluster.One("ServiceAccount", account).Text("automountServiceAccountToken").ShouldBe("false", name);
            }

            var volumes = pod.List("volumes").Select(volume => volume.Text("name")).Concat(workload.List("spec/volumeClaimTemplates").Select(claim => claim.Text("metadata/name")));
            pod.List("containers").SelectMany(c => c.List("volumeMounts")).Select(mount => mount.Text("name")).ShouldAllBe(mount => volumes.Contains(mount));
            foreach (var map in pod.List("volumes").Select(volume => volume.Text("configMap/name")).OfType<string>())
            {
                cluster.One("ConfigMap", map);
            }
        }

        foreach (var backend in cluster.Kind("Ingress").SelectMany(o => o.List("spec/rules/0/http/paths")))
        {
            cluster.One("Service", backend.Text("backend/service/name")!).List("spec/ports")
                .ShouldContain(port => port.Text("name") == backend.Text("backend/service/port/name"));
        }
    }

    [Theory, MemberData(nameof(Variants))]
    public void Every_secret_and_key_is_documented(string variant)
    {
        var documented =
            (from row in Operations.Table("secret") from name in Operations.Code(row[0]) from key in Operations.Code(row[1]) select (Name: name.Replace("NAME", ".+"), Key: key)).ToList();
        var used = Cluster.Of(variant).Workloads().SelectMany(Secrets).Distinct().ToList();

        used.ShouldNotBeEmpty();
        used.ShouldAllBe(secret => documented.Any(row => Regex.IsMatch(secret.Name, $"^{row.Name}$") && row.Key == secret.Key));
    }

    [Fact]
    public void The_local_overlay_s_script_makes_every_secret_that_it_needs()
    {
        var script = Repository.Text("deploy/kubernetes/overlays/local/secrets.sh").Replace("$database", "(plans|subscriptions|billing|notifications|gateway)");
        var made = ScriptSecret().Matches(script).Select(m => (Name: m.Groups["name"].Value, Keys: m.Groups["keys"].Value)).ToList();

        foreach (var (name, key) in Cluster.Of("local").Workloads().SelectMany(Secrets).Distinct())
        {
            made.ShouldContain(secret => Regex.IsMatch(name, $"^{secret.Name}$") && secret.Keys.Contains($"{key}: "), $"{name} {key}");
        }
    }

    [Fact]
    public void No_secret_stands_in_a_manifest() =>
        Deployment.Tests.Variants.All.SelectMany(variant => Cluster.Of(variant).Kind("Secret")).ShouldBeEmpty();

    private static IEnumerable<(string Name, string Key)> Secrets(JsonObject workload)
    {
        var pod = workload.At("spec/template/spec");
        var variables = pod.List("containers").SelectMany(c => c.List("env")).Select(v => v.At("valueFrom/secretKeyRef")).OfType<JsonObject>()
            .Select(reference => (reference.Text("name")!, reference.Text("key")!));
        var files = pod.List("volumes").Where(v => v.At("secret") is not null).SelectMany(v =>
            v.At("secret/items") is null
                ? new[] { "tls.crt", "tls.key", "ca.crt" }.Select(key => (v.Text("secret/secretName")!, key))
                : v.List("secret/items").Select(item => (v.Text("secret/secretName")!, item.Text("key")!)));
        return variables.Concat(files);
    }

    private static bool IsOurs(JsonObject workload) =>
        workload.Text("spec/template/spec/containers/0/image")!.Contains("subscriptions/", StringComparison.Ordinal);

    [GeneratedRegex(@"^[^:@]+:(?!latest)[^:]*\d[^:]*$")]
    internal static partial Regex Pinned();

    [GeneratedRegex(@"^\s*secret ""?(?<name>[^\s""]+)""? (?<keys>.*)$", RegexOptions.Multiline)]
    private static partial Regex ScriptSecret();
}
