using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace ServiceDefaults.Tests.Support;

/// <summary>Counts the deliveries of each message by a broker that are over.</summary>
internal sealed class DeliveryCounter : IReceiveObserver
{
    private readonly ConcurrentDictionary<Guid, int> _over = new();

    public static DeliveryCounter Of(ThingsUnderTest things)
    {
        var counter = new DeliveryCounter();
        things.Service.Services.GetRequiredService<IBus>().ConnectReceiveObserver(counter);
        return counter;
    }

    public int Of(Guid eventId) => _over.GetValueOrDefault(eventId);

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context) => Count(context);

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Task.CompletedTask;

    public Task ReceiveFault(ReceiveContext context, Exception exception) => Count(context);

    private Task Count(ReceiveContext context)
    {
        if (context.GetMessageId() is { } id)
        {
            _over.AddOrUpdate(id, 1, (_, count) => count + 1);
        }

        return Task.CompletedTask;
    }
}
