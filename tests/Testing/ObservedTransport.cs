using System.Collections.Concurrent;
using Contracts.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ServiceDefaults.Messaging;

namespace Testing;

/// <summary>Stands before a host's transport: counts the deliveries of each event that are over, and lets a test disturb publishing.</summary>
public sealed class ObservedTransport(IEventTransport transport) : IEventTransport
{
    private readonly ConcurrentDictionary<Guid, int> _over = new();

    /// <summary>Happens to each event that is published, with its id; the token ends when the publisher gives up.</summary>
    public Func<Guid, CancellationToken, Task> OnPublish { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>To all of its handlers counts as one.</summary>
    public int Deliveries(Guid eventId) => _over.GetValueOrDefault(eventId);

    public static void AddTo(IServiceCollection services)
    {
        var registered = services.Last(s => s.ServiceType == typeof(IEventTransport));
        services.AddSingleton(provider => new ObservedTransport((IEventTransport)registered.ImplementationFactory!(provider)));
        services.Replace(ServiceDescriptor.Singleton<IEventTransport>(provider => provider.GetRequiredService<ObservedTransport>()));
    }

    public async Task Publish(IEvent e, IReadOnlyList<string>? handlers, Action<bool> ended, CancellationToken ct)
    {
        await OnPublish(e.EventId, ct);
        await transport.Publish(
            e,
            handlers,
            leaves =>
            {
                ended(leaves);
                _over.AddOrUpdate(e.EventId, 1, (_, count) => count + 1);
            },
            ct);
    }
}
