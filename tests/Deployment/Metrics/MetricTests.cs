using System.Text.Json;
using Deployment.Tests.Reading;

namespace Deployment.Tests.Metrics;

/// <summary>A query for a metric that nobody measures shows an empty panel, or an alert that never comes.</summary>
public sealed class MetricTests(FrameworkInstruments framework) : IClassFixture<FrameworkInstruments>
{
    /// <summary>Prometheus's own, and the labels that the collector makes of a resource.</summary>
    private static readonly string[] OfPrometheus = ["up"], LabelsOfPrometheus = ["job", "instance", "le"];

    private static readonly IReadOnlyList<string> Alerts = [.. Alert.All.Select(alert => alert.Expression)];

    private static IReadOnlyList<string> Panels =>
    [
        .. Repository.Files("deploy/telemetry/dashboards", ".json").SelectMany(path => JsonNode.Parse(Repository.Text(path)).List("panels"))
            .SelectMany(panel => panel.List("targets")).Select(query => query.Text("expr")!),
    ];

    [Fact]
    public void Every_metric_is_measured()
    {
        var measured = OwnInstruments.All.Concat(framework.All).SelectMany(metric => metric.Series()).Concat(OfPrometheus).ToHashSet(StringComparer.Ordinal);

        Alerts.Concat(Panels).SelectMany(Query.Metrics).Distinct().Where(name => !measured.Contains(name)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_label_is_a_tag()
    {
        var tags = OwnInstruments.Tags.Concat(framework.Tags).Concat(LabelsOfPrometheus).ToHashSet(StringComparer.Ordinal);

        Alerts.Concat(Panels).SelectMany(Query.Labels).Distinct().Where(name => !tags.Contains(name)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_instrument_of_ours_is_shown()
    {
        var shown = Panels.SelectMany(Query.Metrics).ToHashSet(StringComparer.Ordinal);

        OwnInstruments.All.Count.ShouldBeGreaterThan(9);
        OwnInstruments.All.Where(metric => !metric.Series().Any(shown.Contains)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_panel_s_query_is_PromQL()
    {
        var rules = Panels.Select((query, i) => new JsonObject { ["record"] = $"panel:{i}", ["expr"] = query }).ToArray<JsonNode?>();
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new JsonObject { ["groups"] = new JsonArray(new JsonObject { ["name"] = "panels", ["rules"] = new JsonArray(rules) }) }));
            (await Promtool.Run("check", "rules", file)).ShouldContain($"{Panels.Count} rules found");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("outbox.lag", "s", "Histogram", "outbox_lag_seconds_bucket")]
    [InlineData("notifications.mails_sent", "", "Counter", "notifications_mails_sent_total")]
    [InlineData("dotnet.process.memory.working_set", "By", "UpDownCounter", "dotnet_process_memory_working_set_bytes")]
    [InlineData("dotnet.exceptions", "{exception}", "Counter", "dotnet_exceptions_total")]
    public void Names_are_translated_as_the_collector_does(string name, string unit, string kind, string series) =>
        new PrometheusMetric(name, unit, kind).Series().ShouldContain(series);

    [Fact]
    public void A_query_is_read_rightly()
    {
        const string Expression = "histogram_quantile(0.99, sum by (db, le) (rate(a_bucket{x=~\"b|c\"}[5m] offset 1w))) > 1e3 or vector(0) and d";

        Query.Metrics(Expression).ShouldBe(["a_bucket", "d"]);
        Query.Labels(Expression).ShouldBe(["x", "db", "le"]);
    }
}
