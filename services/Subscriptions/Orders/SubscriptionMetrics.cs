using System.Diagnostics.Metrics;

namespace Subscriptions.Orders;

/// <summary>The service's own numbers for operators.</summary>
internal sealed class SubscriptionMetrics : IDisposable
{
    private readonly Meter _meter = new("Subscriptions");
    private readonly Counter<long> _closes;

    public SubscriptionMetrics() => _closes = _meter.CreateCounter<long>("subscriptions.closes", description: "Closes decided, by reason and kind of actor");

    /// <param name="reasonCode">Empty when the reason was typed; the text itself never becomes a label.</param>
    public void Closed(string reasonCode, string actorKind) => _closes.Add(
        1,
        new KeyValuePair<string, object?>("reason", reasonCode.Length > 0 ? reasonCode : "typed"),
        new KeyValuePair<string, object?>("actor", actorKind));

    public void Dispose() => _meter.Dispose();
}
