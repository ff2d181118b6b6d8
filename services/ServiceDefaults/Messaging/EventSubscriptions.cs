namespace ServiceDefaults.Messaging;

/// <summary>Which handlers this process has for which events.</summary>
internal sealed class EventSubscriptions
{
    private readonly List<EventSubscription> _all = [];

    public IReadOnlyList<EventSubscription> All => _all;

    public void Add(EventSubscription subscription) => _all.Add(subscription);

    public EventSubscription Of(Type handler) => _all.Single(s => s.Handler == handler);

    /// <param name="name">As in the inbox.</param>
    public EventSubscription? Find(string name) => _all.FirstOrDefault(s => s.Name == name);

    public IEnumerable<string> HandlersOf(Type @event) => _all.Where(s => s.Event == @event).Select(s => s.Name);
}
