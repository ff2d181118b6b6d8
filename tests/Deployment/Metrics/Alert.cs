using Deployment.Tests.Reading;

namespace Deployment.Tests.Metrics;

/// <summary>One rule of deploy/telemetry/alerts.yml.</summary>
internal sealed record Alert(string Name, string Expression, string Runbook)
{
    public static IReadOnlyList<Alert> All { get; } =
    [
        .. Yaml.Single("deploy/telemetry/alerts.yml").List("groups").SelectMany(group => group.List("rules"))
            .Select(rule => new Alert(rule.Text("alert")!, rule.Text("expr")!, rule.Text("annotations/runbook")!)),
    ];
}
