namespace ServiceDefaults.Messaging;

/// <summary>Which handlers this process has for which events.</summary>
internal sealed class EventSubscriptions
{
    private readonly List<EventSubscription> _all = [];

    public IReadOnlyList<EventSubscription> All => _all;

    public void Add(EventSubscription subscription) => _all.Add(subscription);

    /// <summary>Those of one type of event.</summary>
    public IEnumerable<EventSubscription> Of(Type @event) => _all.Where(s => s.Event == @event);

    /// <param name="name">As in the inbox.</param>
    public EventSubscription? Find(string name) => _all.FirstOrDefault(s => s.Name == name);
}
