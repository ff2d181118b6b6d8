using Contracts.Events;

namespace ServiceDefaults.Messaging;

/// <summary>Brings events from the outboxes to their handlers.</summary>
public interface IEventTransport
{
    /// <summary>Gives an event away.</summary>
    /// <param name="handlers">Names of those that it goes to; null: every handler of its type.</param>
    /// <returns>
    /// Once the transport has the event: a task that ends when it may leave the outbox. At once with a broker, which keeps what it was given; in
    /// process when all handlers are done with it. False: it must be published again.
    /// </returns>
    Task<Task<bool>> Publish(IEvent e, IReadOnlyList<string>? handlers, CancellationToken ct);
}
