using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ServiceDefaults.Telemetry;

/// <summary>The traces and metrics of the plumbing.</summary>
public static class Instruments
{
    public const string Name = "ServiceDefaults";

    public static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);

    /// <summary>From saving an event to handing it to the transport.</summary>
    public static readonly Histogram<double> OutboxLag = Meter.CreateHistogram<double>("outbox.lag", "s", "From saving an event to publishing it");

    public static readonly Counter<long> InboxHandled = Meter.CreateCounter<long>("inbox.handled", description: "Events handled");

    public static readonly Counter<long> InboxParked = Meter.CreateCounter<long>("inbox.parked", description: "Messages given up until someone looks at them");

    public static readonly Counter<long> DueWorkDone = Meter.CreateCounter<long>("due_work.done", description: "Due items handled");

    public static readonly Counter<long> DueWorkParked = Meter.CreateCounter<long>("due_work.parked", description: "Due items given up until someone looks at them");
}
