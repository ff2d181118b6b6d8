using ServiceDefaults.Hosting;

namespace ServiceDefaults.Messaging;

/// <summary>How events travel; section <c>Messaging</c>.</summary>
public sealed class MessagingOptions
{
    public const string Section = "Messaging";

    /// <summary>InMemory (one process; the embedded default) or RabbitMq.</summary>
    public string Transport { get; set; } = "InMemory";

    /// <summary>amqp://user:password@host:port/vhost (amqps:// with TLS), for RabbitMq.</summary>
    public string? RabbitMqUri { get; set; }

    /// <summary>Messages that each handler takes from the broker ahead; 1 to 1000, at least <see cref="Concurrency"/>.</summary>
    public int Prefetch { get; set; } = 200;

    /// <summary>Messages that each handler of a process works on at once; 1 to 1000.</summary>
    public int Concurrency { get; set; } = 4;

    /// <summary>
    /// Pause of a handler that failed before its second try; it doubles with each further one. A message that goes back to the transport waits 50 times
    /// as long before, and five seconds at most. 1 millisecond to 1 minute.
    /// </summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(100);

    internal bool InProcess => string.Equals(Transport, "InMemory", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="WrongSettingException">A setting makes no sense.</exception>
    internal MessagingOptions Checked()
    {
        var errors = Errors().ToList();
        return errors.Count == 0 ? this : throw new WrongSettingException(errors);
    }

    private IEnumerable<string> Errors()
    {
        if (!InProcess && !string.Equals(Transport, "RabbitMq", StringComparison.OrdinalIgnoreCase))
        {
            yield return "Messaging:Transport must be InMemory or RabbitMq.";
        }
        else if (!InProcess && !(Uri.TryCreate(RabbitMqUri, UriKind.Absolute, out var broker) && broker.Scheme is "amqp" or "amqps" or "rabbitmq" or "rabbitmqs"))
        {
            yield return "Messaging:RabbitMqUri must be an address such as amqp://user:password@host:5672/ when Messaging:Transport is RabbitMq.";
        }

        if (Concurrency is < 1 or > 1000)
        {
            yield return "Messaging:Concurrency must be 1 to 1000.";
        }

        if (RetryDelay < TimeSpan.FromMilliseconds(1) || RetryDelay > TimeSpan.FromMinutes(1))
        {
            yield return "Messaging:RetryDelay must be 1 millisecond to 1 minute.";
        }

        if (Prefetch is < 1 or > 1000 || Prefetch < Concurrency)
        {
            yield return "Messaging:Prefetch must be 1 to 1000, and not below Messaging:Concurrency.";
        }
    }
}
