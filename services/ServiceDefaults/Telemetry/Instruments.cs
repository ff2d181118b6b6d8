using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ServiceDefaults.Telemetry;

/// <summary>The traces and metrics of the plumbing.</summary>
public static class Instruments
{
    public const string Name = "ServiceDefaults";

    public static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);

    /// <summary>Answers of a few milliseconds up to the longest deadline.</summary>
    private static readonly InstrumentAdvice<double> Calls = new() { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] };

    /// <summary>From "at once" to a night that nothing ran in.</summary>
    private static readonly InstrumentAdvice<double> Lags = new() { HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 21600] };

    /// <summary>One call that this process answered, by service, method and gRPC status code.</summary>
    public static readonly Histogram<double> CallDuration = Meter.CreateHistogram("rpc.server.duration", "s", "Time to answer a call", advice: Calls);

    /// <summary>From saving an event to handing it to the transport.</summary>
    public static readonly Histogram<double> OutboxLag = Meter.CreateHistogram("outbox.lag", "s", "From saving an event to publishing it", advice: Lags);

    /// <summary>From the moment at which an item was due to its handling: the loop's rest, an earlier failure's back-off, or a process that was down.</summary>
    public static readonly Histogram<double> DueWorkLag = Meter.CreateHistogram("due_work.lag", "s", "From an item's due time to its handling", advice: Lags);

    public static readonly Counter<long> InboxHandled = Meter.CreateCounter<long>("inbox.handled", description: "Events handled");

    public static readonly Counter<long> InboxParked = Meter.CreateCounter<long>("inbox.parked", description: "Messages parked until staff look at them");

    public static readonly Counter<long> DueWorkDone = Meter.CreateCounter<long>("due_work.done", description: "Due items handled");

    public static readonly Counter<long> DueWorkParked = Meter.CreateCounter<long>("due_work.parked", description: "Due items parked until staff look at them");
}
