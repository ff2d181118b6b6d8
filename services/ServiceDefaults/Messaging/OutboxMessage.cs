using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Telemetry;

namespace ServiceDefaults.Messaging;

/// <summary>An event that was saved together with the state that it tells of, and is to be published.</summary>
public sealed class OutboxMessage
{
    /// <summary>Order in which events were saved.</summary>
    public long Sequence { get; private set; }

    public Guid EventId { get; private init; }

    /// <summary>Name of the event's class in Contracts.Events.</summary>
    public string Type { get; private init; } = "";

    /// <summary>For this service's own handlers, which received it before; not published to others.</summary>
    public bool IsRedelivery { get; private init; }

    /// <summary>The event as JSON.</summary>
    public string Payload { get; private init; } = "";

    /// <summary>W3C trace context of whoever saved it.</summary>
    public string? TraceParent { get; private init; }

    public DateTimeOffset OccurredAt { get; private init; }

    /// <summary>Nobody else publishes it until then.</summary>
    public DateTimeOffset? LeaseUntil { get; private set; }

    /// <summary>Which dispatcher holds the lease.</summary>
    public Guid? LeaseId { get; private set; }

    /// <summary>Times that publishing was tried.</summary>
    public int Attempts { get; private set; }

    /// <summary>Set when nothing is left to do: the broker has it, or, in memory, every consumer has handled it.</summary>
    public DateTimeOffset? CompletedAt { get; private set; }

    private IEvent? _event;

    /// <param name="traceParent">W3C trace context of whoever raised it.</param>
    public static OutboxMessage From(IEvent raised, string? traceParent, bool redelivery = false)
    {
        var (type, payload) = StoredEvent.Write(raised);
        return new OutboxMessage
        {
            _event = raised,
            EventId = raised.EventId,
            Type = type,
            IsRedelivery = redelivery,
            Payload = payload,
            TraceParent = traceParent,
            OccurredAt = raised.OccurredAt,
        };
    }

    /// <summary>Before it is saved: its publisher is known.</summary>
    internal void LeaseTo(Guid holder, DateTimeOffset until)
    {
        LeaseId = holder;
        LeaseUntil = until;
        Attempts = 1;
    }

    public IEvent Read() => _event ?? StoredEvent.Read(Type, Payload);

    internal sealed class Mapping : IEntityTypeConfiguration<OutboxMessage>
    {
        public void Configure(EntityTypeBuilder<OutboxMessage> builder)
        {
            builder.ToTable("Outbox");
            builder.HasKey(m => m.Sequence);
            builder.Property(m => m.Sequence).ValueGeneratedOnAdd();
            builder.Property(m => m.Type).HasMaxLength(100);
            builder.Property(m => m.TraceParent).HasMaxLength(TraceContext.MaximumLength);
            builder.HasIndex(m => m.EventId).IsUnique();
            builder.HasIndex(m => new { m.CompletedAt, m.Sequence });
            builder.HasIndex(m => m.LeaseId);
        }
    }
}
