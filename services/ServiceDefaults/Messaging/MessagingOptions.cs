namespace ServiceDefaults.Messaging;

/// <summary>How events travel; section <c>Messaging</c>.</summary>
public sealed class MessagingOptions
{
    public const string Section = "Messaging";

    /// <summary>InMemory (one process; the embedded default) or RabbitMq.</summary>
    public string Transport { get; set; } = "InMemory";

    /// <summary>amqp://user:password@host:port/vhost, for RabbitMq.</summary>
    public string? RabbitMqUri { get; set; }

    /// <summary>Messages that each handler takes from the broker ahead; 1 to 1000, at least <see cref="Concurrency"/>.</summary>
    public int Prefetch { get; set; } = 16;

    /// <summary>Messages that each handler of a process works on at once; 1 to 1000.</summary>
    public int Concurrency { get; set; } = 4;

    internal bool InMemory => !string.Equals(Transport, "RabbitMq", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="InvalidOperationException">A setting makes no sense.</exception>
    internal MessagingOptions Checked()
    {
        Require(Concurrency is >= 1 and <= 1000, "Messaging:Concurrency must be 1 to 1000.");
        Require(Prefetch is >= 1 and <= 1000 && Prefetch >= Concurrency, "Messaging:Prefetch must be 1 to 1000, and not below Messaging:Concurrency.");
        Require(InMemory || Uri.TryCreate(RabbitMqUri, UriKind.Absolute, out _), "Messaging:RabbitMqUri is not set, or is no address.");
        return this;
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new InvalidOperationException(message);
        }
    }
}
