using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace ServiceDefaults.Telemetry;

/// <summary>How much waits or is stuck in this process's databases, as it was when it was last counted.</summary>
internal sealed class BacklogGauges : IDisposable
{
    private readonly Meter _meter = new(Instruments.Name);
    private readonly ConcurrentDictionary<string, BacklogCounts> _counts = new(StringComparer.Ordinal);

    public BacklogGauges()
    {
        _meter.CreateObservableGauge("outbox.pending", Pending, description: "Events that are saved and not yet handed over");
        _meter.CreateObservableGauge("due_work.waiting", Due, description: "Items that are due and not handled");
        _meter.CreateObservableGauge("parked.messages", Parked, description: "Work parked until staff look at it");
    }

    /// <param name="db">Name of the service's context, as in the other metrics.</param>
    public void Set(string db, BacklogCounts counts) => _counts[db] = counts;

    /// <summary>It could not be counted: no number is better than an old one.</summary>
    public void Forget(string db) => _counts.TryRemove(db, out _);

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<long>> Pending() =>
        _counts.Select(db => new Measurement<long>(db.Value.PendingEvents, new KeyValuePair<string, object?>("db", db.Key)));

    private IEnumerable<Measurement<long>> Due() =>
        from db in _counts
        from due in db.Value.Due
        select new Measurement<long>(due.Count, new KeyValuePair<string, object?>("work", due.Work));

    private IEnumerable<Measurement<long>> Parked() =>
        from db in _counts
        from parked in db.Value.Parked
        select new Measurement<long>(
            parked.Count, new KeyValuePair<string, object?>("db", db.Key), new KeyValuePair<string, object?>("kind", parked.Kind));
}
