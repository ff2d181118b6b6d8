namespace ServiceDefaults.Messaging;

/// <summary>How events travel; section <c>Messaging</c>.</summary>
public sealed class MessagingOptions
{
    /// <summary>InMemory (one process; the embedded default) or RabbitMq.</summary>
    public string Transport { get; set; } = "InMemory";

    /// <summary>amqp://user:password@host:port/vhost, for RabbitMq.</summary>
    public string? RabbitMqUri { get; set; }

    internal bool InMemory => !string.Equals(Transport, "RabbitMq", StringComparison.OrdinalIgnoreCase);
}
