using Microsoft.Extensions.Options;

namespace ServiceDefaults.Messaging;

/// <summary>The queue of each handler of this process.</summary>
internal sealed class HandlerQueues
{
    private readonly Dictionary<string, HandlerQueue> _byName;

    public HandlerQueues(EventSubscriptions subscriptions, EventHandling handling, IOptions<MessagingOptions> options) =>
        _byName = subscriptions.All.ToDictionary(s => s.Name, s => new HandlerQueue(s, handling, options.Value), StringComparer.Ordinal);

    public HandlerQueue Of(EventSubscription subscription) => _byName[subscription.Name];
}
