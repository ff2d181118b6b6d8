using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Messaging;

namespace Billing.Subscriptions.Ordering;

/// <summary>An event of a subscription that arrived before one that comes first. It is delivered again as soon as that one is applied or skipped.</summary>
public sealed class EarlyEvent
{
    private EarlyEvent()
    {
    }

    /// <summary>Of the event.</summary>
    public Guid Id { get; private init; }

    public Guid SubscriptionId { get; private init; }

    /// <summary>Among the events of its subscription.</summary>
    public int Sequence { get; private init; }

    /// <summary>Name of the event's class in Contracts.Events.</summary>
    public string Type { get; private init; } = "";

    /// <summary>The event as JSON.</summary>
    public string Payload { get; private init; } = "";

    public DateTimeOffset ReceivedAt { get; private init; }

    public static EarlyEvent Of(SubscriptionEvent e, DateTimeOffset now)
    {
        var (type, payload) = StoredEvent.Write(e);
        return new EarlyEvent
        {
            Id = e.EventId,
            SubscriptionId = e.AggregateId,
            Sequence = e.Sequence,
            Type = type,
            Payload = payload,
            ReceivedAt = now,
        };
    }

    public SubscriptionEvent Read() => (SubscriptionEvent)StoredEvent.Read(Type, Payload);

    internal sealed class Mapping : IEntityTypeConfiguration<EarlyEvent>
    {
        public void Configure(EntityTypeBuilder<EarlyEvent> builder)
        {
            builder.ToTable("EarlyEvents");
            builder.Property(e => e.Id).ValueGeneratedNever();
            builder.Property(e => e.Type).HasMaxLength(100);
            builder.HasIndex(e => new { e.SubscriptionId, e.Sequence }).IsUnique();
        }
    }
}
