using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;

namespace Billing.Payments.Providers.Stripe.Webhooks;

/// <summary>
/// That Stripe said something happened: what, and to which object. Its state is asked for when the event is acted on, so that
/// neither the order nor the age of events matters; the event's own data is not kept.
/// </summary>
internal sealed class StripeEvent : Entity
{
    /// <summary>Stripe may send one again for three days.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private static readonly TimeSpan Wait = TimeSpan.FromMinutes(1);

    private StripeEvent()
    {
    }

    /// <summary>Stripe's own id, evt_...; the same whenever it is sent again.</summary>
    public string EventId { get; private init; } = "";

    /// <summary>payment_intent.succeeded ...</summary>
    public string Type { get; private init; } = "";

    /// <summary>Stripe's id of what it happened to.</summary>
    public string ObjectId { get; private init; } = "";

    /// <summary>Stripe's id of the customer whose card it is or, when it was taken away, was; empty for anything but cards.</summary>
    public string CustomerReference { get; private init; } = "";

    /// <summary>When it is acted on, and after that, when it is deleted.</summary>
    public DateTimeOffset NextStepAt { get; private set; }

    /// <summary>Set when it was acted on.</summary>
    public DateTimeOffset? CompletedAt { get; private set; }

    public static StripeEvent Receive(string eventId, string type, string objectId, string customerReference, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CreatedAt = now,
        UpdatedAt = now,
        EventId = eventId,
        Type = type,
        ObjectId = objectId,
        CustomerReference = customerReference,
        NextStepAt = now,
    };

    /// <summary>What it is about is not known here yet: it is acted on a little later.</summary>
    public void Postpone(DateTimeOffset now)
    {
        NextStepAt = now + Wait;
        UpdatedAt = now;
    }

    public void Complete(DateTimeOffset now)
    {
        CompletedAt = now;
        NextStepAt = now + Kept;
        UpdatedAt = now;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<StripeEvent>
    {
        public void Configure(EntityTypeBuilder<StripeEvent> builder)
        {
            builder.ToTable("StripeEvents");
            builder.Property(e => e.EventId).HasMaxLength(100);
            builder.Property(e => e.Type).HasMaxLength(100);
            builder.Property(e => e.ObjectId).HasMaxLength(255);
            builder.Property(e => e.CustomerReference).HasMaxLength(255);
            builder.HasIndex(e => e.EventId).IsUnique();
            builder.HasIndex(e => e.NextStepAt);
        }
    }
}
