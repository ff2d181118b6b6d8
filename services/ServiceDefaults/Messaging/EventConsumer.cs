using System.Diagnostics;
using Contracts.Events;
using MassTransit;
using Microsoft.Extensions.Options;
using ServiceDefaults.Telemetry;

namespace ServiceDefaults.Messaging;

/// <summary>Takes an event from the broker to its handler's queue. What fails there is parked: <see cref="ParkFilter"/>.</summary>
internal sealed class EventConsumer<TEvent, THandler>(EventSubscriptions subscriptions, HandlerQueues queues, IOptions<MessagingOptions> options)
    : IConsumer<TEvent>
    where TEvent : class, IEvent
    where THandler : class, IEventHandler<TEvent>
{
    private readonly EventSubscription _subscription = subscriptions.Of(typeof(TEvent)).Single(s => s.Handler == typeof(THandler));

    public async Task Consume(ConsumeContext<TEvent> context)
    {
        using var unsampled = ContinueUnsampled(context.Headers);
        var tries = context.ReceiveContext.GetOrAddPayload(() => new DeliveryRetries(options.Value.RetryDelay));
        await queues.Of(_subscription).Handle(context.Message, tries, context.CancellationToken);
    }

    /// <summary>A trace that is not sampled has no span of MassTransit's here; what the handler raises must find it nevertheless.</summary>
    private static Activity? ContinueUnsampled(Headers headers) => Activity.Current is null
        ? Instruments.Source.StartActivity("handle", ActivityKind.Consumer, TraceContext.Of(headers.Get<string>(TraceContext.BrokerHeader)))
        : null;
}
