using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;

namespace Notifications.Chatter;

/// <summary>That an order exists and whose it is; opened by the first event that speaks of it.</summary>
public sealed class ChatterThread : Entity
{
    private ChatterThread()
    {
    }

    /// <summary>Whose order it is; no other customer may read of it.</summary>
    public Guid CustomerId { get; private init; }

    /// <summary>For people: S00042.</summary>
    public string Number { get; private init; } = "";

    public static ChatterThread Open(Subject order, Guid customerId, DateTimeOffset now) =>
        new() { Id = order.Id, CreatedAt = now, UpdatedAt = now, CustomerId = customerId, Number = order.Number };

    internal sealed class Mapping : IEntityTypeConfiguration<ChatterThread>
    {
        public void Configure(EntityTypeBuilder<ChatterThread> builder)
        {
            builder.ToTable("ChatterThreads");
            builder.Property(t => t.Number).HasMaxLength(30);
        }
    }
}
