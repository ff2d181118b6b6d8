using MassTransit;

namespace ServiceDefaults.Messaging;

/// <summary>
/// How queues are declared on RabbitMQ: replicated, and such that a message which ends its consumer's process again and again is
/// moved, without a moment in which the broker could lose it, to the service's dead letters.
/// </summary>
internal static class RabbitMqQueues
{
    /// <summary>Deliveries of one message; what a database that is down for hours needs is far less.</summary>
    private const int DeliveryLimit = 200;

    /// <summary>Dead letters have nowhere else to go: they are delivered until they can be parked.</summary>
    private const int NoLimit = 1_000_000_000;

    public static string DeadLettersOf(string module) => $"{module}-dead-letters";

    public static void Events(IReceiveEndpointConfigurator endpoint, string module)
    {
        var queue = (IRabbitMqReceiveEndpointConfigurator)endpoint;
        queue.SetQuorumQueue();
        queue.SetQueueArgument("x-delivery-limit", DeliveryLimit);
        // The exchange that the transport makes for that queue.
        queue.SetQueueArgument("x-dead-letter-exchange", DeadLettersOf(module));
        queue.SetQueueArgument("x-dead-letter-routing-key", DeadLettersOf(module));
        queue.SetQueueArgument("x-dead-letter-strategy", "at-least-once");
        queue.SetQueueArgument("x-overflow", "reject-publish");
    }

    public static void DeadLetters(IReceiveEndpointConfigurator endpoint)
    {
        var queue = (IRabbitMqReceiveEndpointConfigurator)endpoint;
        queue.SetQuorumQueue();
        queue.SetQueueArgument("x-delivery-limit", NoLimit);
    }
}
