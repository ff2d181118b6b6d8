using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;

namespace ServiceDefaults.Messaging;

/// <summary>That one handler has handled one event; saved together with what it did, so a repeat finds it and does nothing.</summary>
public sealed class InboxMessage
{
    public required Guid EventId { get; init; }

    public required string Handler { get; init; }

    public required DateTimeOffset HandledAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<InboxMessage>
    {
        public void Configure(EntityTypeBuilder<InboxMessage> builder)
        {
            builder.ToTable("Inbox");
            builder.HasKey(m => new { m.EventId, m.Handler });
            builder.Property(m => m.Handler).HasMaxLength(100);
            builder.HasIndex(m => m.HandledAt);
        }
    }
}

internal static class InboxRows
{
    public static Task<bool> HasHandled(this ServiceDb db, string handler, Guid eventId, CancellationToken ct) =>
        db.Inbox.AnyAsync(m => m.EventId == eventId && m.Handler == handler, ct);

    /// <summary>Saving is up to the caller.</summary>
    public static void MarkHandled(this ServiceDb db, string handler, Guid eventId, DateTimeOffset now) =>
        db.Inbox.Add(new InboxMessage { EventId = eventId, Handler = handler, HandledAt = now });
}
