using Contracts.Events;
using ServiceDefaults.Telemetry;

namespace ServiceDefaults.Data;

/// <summary>An aggregate: has an identity, acts, and raises events that are saved together with its state.</summary>
public abstract class Entity
{
    private readonly List<(IEvent Event, string? TraceParent)> _raised = [];

    /// <summary>UUIDv7.</summary>
    public Guid Id { get; protected init; }

    /// <summary>Counts its changes; guards against lost updates.</summary>
    public int Version { get; internal set; }

    public DateTimeOffset CreatedAt { get; protected init; }

    public DateTimeOffset UpdatedAt { get; protected set; }

    /// <summary>What the APIs call etag.</summary>
    public string Etag => $"v{Version}";

    /// <summary>What has happened to it since it was loaded and is not saved yet.</summary>
    protected internal IReadOnlyList<IEvent> Raised => [.. _raised.Select(raised => raised.Event)];

    /// <summary>The same, each with the W3C trace context of its moment.</summary>
    internal IReadOnlyList<(IEvent Event, string? TraceParent)> RaisedInTraces => _raised;

    /// <summary>In the trace of this moment: several changes may be saved together.</summary>
    protected void Raise(IEvent raised) => _raised.Add((raised, TraceContext.Current));

    /// <summary>Takes back what it raised, for whoever tells of several entities in one event.</summary>
    public IReadOnlyList<TEvent> TakeRaised<TEvent>()
        where TEvent : IEvent
    {
        List<TEvent> taken = [.. _raised.Select(raised => raised.Event).OfType<TEvent>()];
        _raised.RemoveAll(raised => raised.Event is TEvent);
        return taken;
    }

    internal void ClearRaised() => _raised.Clear();

    /// <param name="etag">As the sender read it; empty when the sender does not care.</param>
    /// <exception cref="Errors.DomainException">ABORTED when it is stale.</exception>
    public void RequireEtag(string etag)
    {
        if (etag.Length > 0 && etag != Etag)
        {
            throw Errors.DomainException.EtagMismatch();
        }
    }
}
