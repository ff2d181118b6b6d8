using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace ServiceDefaults.Tests.Support;

/// <summary>Stands before the broker: what happens here happens to each event that is published.</summary>
public sealed class PublishGate : IPublishObserver
{
    /// <summary>With the event's id; the token ends when the publisher gives up.</summary>
    public Func<Guid, CancellationToken, Task> OnPublish { get; set; } = (_, _) => Task.CompletedTask;

    public static PublishGate Of(ThingsUnderTest things)
    {
        var gate = new PublishGate();
        things.Service.Services.GetRequiredService<IBus>().ConnectPublishObserver(gate);
        return gate;
    }

    public Task PrePublish<T>(PublishContext<T> context)
        where T : class => OnPublish(context.MessageId!.Value, context.CancellationToken);

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class => Task.CompletedTask;

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class => Task.CompletedTask;
}
