using Contracts.Events;

namespace ServiceDefaults.Messaging;

/// <summary>Which handlers this process has for which events.</summary>
internal sealed class EventSubscriptions
{
    private readonly List<EventSubscription> _all = [];
    private readonly Dictionary<string, Func<IServiceProvider, IEvent, CancellationToken, Task>> _discards = [];

    public IReadOnlyList<EventSubscription> All => _all;

    public void Add(EventSubscription subscription) => _all.Add(subscription);

    public EventSubscription Of(Type handler) => _all.Single(s => s.Handler == handler);

    /// <param name="name">As in the inbox.</param>
    public EventSubscription? Find(string name) => _all.FirstOrDefault(s => s.Name == name);

    /// <param name="discarded">What is done when an event is discarded that the handler would have handled.</param>
    public void WhenDiscarded(Type handler, Func<IServiceProvider, IEvent, CancellationToken, Task> discarded) => _discards.Add(Of(handler).Name, discarded);

    /// <param name="name">As in the inbox.</param>
    public Func<IServiceProvider, IEvent, CancellationToken, Task>? DiscardOf(string name) => _discards.GetValueOrDefault(name);

    public IEnumerable<string> HandlersOf(Type @event) => _all.Where(s => s.Event == @event).Select(s => s.Name);
}
