using Deployment.Tests.Reading;

namespace Deployment.Tests.Metrics;

/// <summary>An alert comes when it should, and whoever it wakes finds a page that says what to do.</summary>
public sealed class AlertTests
{
    private const string Cases = "tests/Deployment/Metrics/alerts.test.yml";

    [Fact]
    public void Each_has_its_heading_in_the_operators_page()
    {
        Alert.All.Select(alert => alert.Name).ShouldBeUnique();
        foreach (var alert in Alert.All)
        {
            alert.Runbook.ShouldBe($"docs/operations.md#{alert.Name.ToLowerInvariant()}");
            Operations.Anchors.ShouldContain(alert.Name.ToLowerInvariant());
        }

        Operations.HeadingsIn("Alerts").ShouldBe(Alert.All.Select(alert => alert.Name), ignoreOrder: true);
    }

    [Fact]
    public async Task Prometheus_takes_the_rules_and_the_settings()
    {
        (await Promtool.Run("check", "rules", Repository.PathOf("deploy/telemetry/alerts.yml"))).ShouldContain($"{Alert.All.Count} rules found");
        await Promtool.Run("check", "config", Repository.PathOf("deploy/telemetry/prometheus.yml"));
    }

    [Fact]
    public async Task Each_comes_when_it_should_and_else_not() => await Promtool.Run("test", "rules", Repository.PathOf(Cases));

    [Fact]
    public void Each_has_a_case_in_which_it_comes_and_one_in_which_not()
    {
        var cases = Yaml.Single(Cases).List("tests").SelectMany(test => test.List("alert_rule_test"))
            .Select(check => (Name: check.Text("alertname"), Comes: check.List("exp_alerts").Any())).ToList();

        foreach (var alert in Alert.All)
        {
            cases.ShouldContain((alert.Name, true));
            cases.ShouldContain((alert.Name, false));
        }
    }
}
