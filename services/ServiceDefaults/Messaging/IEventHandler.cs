using Contracts.Events;

namespace ServiceDefaults.Messaging;

/// <summary>
/// What a service does about an event. It changes entities of its own DbContext; <see cref="EventHandling"/>
/// saves them together with the inbox row, so the effect happens exactly once.
/// </summary>
public interface IEventHandler<TEvent>
    where TEvent : IEvent
{
    Task Handle(TEvent e, CancellationToken ct);

    /// <summary>False for an event that it has nothing to do with, as the event itself says: then there is no transaction, and nothing is noted of it.</summary>
    static virtual bool Concerns(TEvent e) => true;

    /// <summary>
    /// Several events about different things may share one context and one save, each handled as if it were alone: what it reads is not what another
    /// event of the set may have changed. Where that fails, each is handled by itself.
    /// </summary>
    static virtual bool Batched => false;

    /// <summary>Before several are handled together: reads by one query what would take one for each.</summary>
    Task LookUp(IReadOnlyList<TEvent> set, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Staff decided that the event shall never be handled. Changes are saved together with that decision.</summary>
    Task Skip(SkippedEvent skipped, CancellationToken ct) => Task.CompletedTask;
}

/// <summary>An event that shall never be handled, perhaps because it is not readable as what it should be.</summary>
/// <param name="AggregateId">What it happened to.</param>
/// <param name="Sequence">Among the events of a subscription; 0 for others.</param>
public sealed record SkippedEvent(Guid AggregateId, int Sequence);

/// <summary>A handler of this process.</summary>
/// <param name="Concerns">Whether it has anything to do with an event.</param>
/// <param name="Batched">Several may share a transaction.</param>
/// <param name="Module">Service that it belongs to.</param>
/// <param name="Handle">Lets it act on an event, as created by a scope; saving is up to the caller.</param>
/// <param name="LookUp">Lets it read what it needs for several events.</param>
/// <param name="Skip">Lets it take note of an event that it shall never handle; saving is up to the caller.</param>
internal sealed record EventSubscription(
    string Module, Type Db, Type Event, Type Handler, bool Batched, Func<IEvent, bool> Concerns,
    Func<IServiceProvider, IEvent, CancellationToken, Task> Handle, Func<IServiceProvider, IReadOnlyList<IEvent>, CancellationToken, Task> LookUp, Func<IServiceProvider, SkippedEvent, CancellationToken, Task> Skip)
{
    /// <summary>Name of its queue and of its inbox rows: billing-change-subscription. A handler for several kinds of event has one for each: billing-note-subscription-paused.</summary>
    public string Name { get; } = Handler.IsGenericType
        ? $"{Module}-{Kebab(Handler.Name[..Handler.Name.IndexOf('`', StringComparison.Ordinal)])}-{Kebab(Event.Name)}"
        : $"{Module}-{Kebab(Handler.Name)}";

    private static string Kebab(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));
}
