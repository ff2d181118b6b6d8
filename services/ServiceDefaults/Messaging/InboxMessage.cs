using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

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
