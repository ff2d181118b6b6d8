using Contracts.Events;

namespace ServiceDefaults.Messaging;

/// <summary>
/// What a service does when somebody decides that one of its handlers shall never handle an event: others may wait for what it would have made. Its
/// changes are saved together with that decision.
/// </summary>
public interface IDiscardHandler<in TEvent>
    where TEvent : IEvent
{
    Task Discarded(TEvent e, CancellationToken ct);
}
