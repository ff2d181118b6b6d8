using System.Diagnostics;
using Contracts.Events;
using MassTransit;
using ServiceDefaults.Telemetry;

namespace ServiceDefaults.Messaging;

/// <summary>RabbitMQ, by MassTransit: an event is the broker's once it has confirmed that it is stored.</summary>
internal sealed class BrokerTransport(IBus bus) : IEventTransport
{
    public async Task Publish(IEvent e, IReadOnlyList<string>? handlers, Action<bool> ended, CancellationToken ct)
    {
        if (handlers is null)
        {
            await bus.Publish(e, e.GetType(), context => Address(context, e), ct);
        }
        else
        {
            await Task.WhenAll(handlers.Select(handler => Send(handler, e, ct)));
        }

        ended(true);
    }

    private async Task Send(string handler, IEvent e, CancellationToken ct)
    {
        // Queues are declared by who receives from them; by its exchange one is reached without being declared again.
        var endpoint = await bus.GetSendEndpoint(new Uri($"exchange:{handler}"));
        await endpoint.Send(e, e.GetType(), Pipe.Execute<SendContext>(context => Address(context, e)), ct);
    }

    private static void Address(SendContext context, IEvent e)
    {
        context.MessageId = e.EventId;
        if (Activity.Current is { Recorded: false, Id: { } unsampled })
        {
            // MassTransit drops a trace that is not sampled, and the receiver would begin one of its own.
            context.Headers.Set(TraceContext.BrokerHeader, unsampled);
        }
    }
}
