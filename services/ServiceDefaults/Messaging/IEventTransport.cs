using Contracts.Events;

namespace ServiceDefaults.Messaging;

/// <summary>Brings events from the outboxes to their handlers.</summary>
public interface IEventTransport
{
    /// <summary>Gives an event away. Returns once the transport has it.</summary>
    /// <param name="handlers">Names of those that it goes to; null: every handler of its type.</param>
    /// <param name="ended">
    /// Called once, when the delivery has ended: with a broker before this returns, for it keeps what it was given; in process when all handlers are done
    /// with the event. True: it may leave the outbox; false: it must be published again.
    /// </param>
    Task Publish(IEvent e, IReadOnlyList<string>? handlers, Action<bool> ended, CancellationToken ct);
}
