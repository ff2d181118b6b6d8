namespace ServiceDefaults.Messaging;

/// <summary>How events travel; section <c>Messaging</c>.</summary>
public sealed class MessagingOptions
{
    /// <summary>InMemory (one process; the embedded default) or RabbitMq.</summary>
    public string Transport { get; set; } = "InMemory";

    /// <summary>amqp://user:password@host:port/vhost (amqps:// with TLS), for RabbitMq.</summary>
    public string? RabbitMqUri { get; set; }

    internal bool InMemory => string.Equals(Transport, "InMemory", StringComparison.OrdinalIgnoreCase);

    internal IEnumerable<string> Errors()
    {
        if (!InMemory && !string.Equals(Transport, "RabbitMq", StringComparison.OrdinalIgnoreCase))
        {
            yield return "Messaging:Transport must be InMemory or RabbitMq.";
        }
        else if (!InMemory && !(Uri.TryCreate(RabbitMqUri, UriKind.Absolute, out var broker) && broker.Scheme is "amqp" or "amqps" or "rabbitmq" or "rabbitmqs"))
        {
            yield return "Messaging:RabbitMqUri must be an address such as amqp://user:password@host:5672/ when Messaging:Transport is RabbitMq.";
        }
    }
}
