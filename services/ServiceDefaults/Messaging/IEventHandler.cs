using Contracts.Events;

namespace ServiceDefaults.Messaging;

/// <summary>
/// What a service does about an event. It changes entities of its own DbContext; <see cref="EventConsumer{TEvent,THandler}"/>
/// saves them together with the inbox row, so the effect happens exactly once.
/// </summary>
public interface IEventHandler<in TEvent>
    where TEvent : IEvent
{
    Task Handle(TEvent e, CancellationToken ct);
}

/// <summary>A handler of this process.</summary>
/// <param name="Module">Service that it belongs to.</param>
/// <param name="Handle">Lets it act on an event, as created by a scope; saving is up to the caller.</param>
internal sealed record EventSubscription(
    string Module, Type Db, Type Event, Type Handler, Func<IServiceProvider, IEvent, CancellationToken, Task> Handle)
{
    /// <summary>Name of its queue and of its inbox rows: notifications-subscription-closed.</summary>
    public string Name { get; } = $"{Module}-{Kebab(Handler.Name)}";

    private static string Kebab(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));
}
