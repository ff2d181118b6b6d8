using System.Text.Json;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;

namespace ServiceDefaults.Messaging;

/// <summary>
/// A message that one handler could not handle, or that could not be read: it waits here until staff retry or discard it. It
/// is stored before the transport is told that it was taken, so it is never in neither place.
/// </summary>
public sealed class ParkedMessage
{
    public const int MaximumError = 1000;
    public const int MaximumReason = 500;

    private ParkedMessage()
    {
    }

    /// <summary>UUIDv7.</summary>
    public Guid Id { get; private init; }

    /// <summary>Name of the handler, which is its queue's: notifications-on-subscription-closed.</summary>
    public string Handler { get; private init; } = "";

    /// <summary>Name of the event's class; empty when the message does not tell.</summary>
    public string EventType { get; private init; } = "";

    /// <summary>Null when the message does not tell.</summary>
    public Guid? EventId { get; private init; }

    /// <summary>As it was received; base64 after <c>base64:</c> when it is no text.</summary>
    public string Body { get; private init; } = "";

    /// <summary>W3C trace context of whoever published it.</summary>
    public string? TraceParent { get; private init; }

    /// <summary>What the last try said.</summary>
    public string Error { get; private set; } = "";

    /// <summary>Tries made so far, those by hand among them.</summary>
    public int Attempts { get; private set; }

    /// <summary>When it was published; when it was first parked if the message does not tell.</summary>
    public DateTimeOffset FirstSeen { get; private init; }

    public DateTimeOffset ParkedAt { get; private set; }

    /// <summary>Set when staff decided that it shall never be handled.</summary>
    public DateTimeOffset? DiscardedAt { get; private set; }

    /// <summary>Name of who discarded it.</summary>
    public string? DiscardedBy { get; private set; }

    public string? DiscardReason { get; private set; }

    /// <summary>The event; null when it is not readable as one of its type.</summary>
    public IEvent? ReadEvent()
    {
        try
        {
            return EventType.Length == 0 ? null : ReceivedMessage.Read(Body, EventTypes.Find(EventType));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    internal static ParkedMessage Create(string handler, ReceivedMessage message, string error, int attempts, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Handler = handler,
        EventType = message.EventType,
        EventId = message.EventId,
        Body = message.Body,
        TraceParent = message.TraceParent,
        Error = StorableText.Of(error, MaximumError),
        Attempts = attempts,
        FirstSeen = message.SentAt ?? now,
        ParkedAt = now,
    };

    /// <summary>It was tried again, in vain.</summary>
    internal void FailAgain(string error, int attempts)
    {
        Error = StorableText.Of(error, MaximumError);
        Attempts += attempts;
    }

    internal void Discard(string by, string reason, DateTimeOffset now)
    {
        DiscardedAt = now;
        DiscardedBy = StorableText.Of(by, 200);
        DiscardReason = reason;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<ParkedMessage>
    {
        public void Configure(EntityTypeBuilder<ParkedMessage> builder)
        {
            builder.ToTable("ParkedMessages");
            builder.Property(m => m.Id).ValueGeneratedNever();
            builder.Property(m => m.Handler).HasMaxLength(100);
            builder.Property(m => m.EventType).HasMaxLength(100);
            builder.Property(m => m.TraceParent).HasMaxLength(100);
            builder.Property(m => m.Error).HasMaxLength(MaximumError);
            builder.Property(m => m.DiscardedBy).HasMaxLength(200);
            builder.Property(m => m.DiscardReason).HasMaxLength(MaximumReason);
            // Delivered again, it is the same parked message.
            builder.HasIndex(m => new { m.EventId, m.Handler }).IsUnique();
            builder.HasIndex(m => new { m.DiscardedAt, m.ParkedAt });
        }
    }
}
