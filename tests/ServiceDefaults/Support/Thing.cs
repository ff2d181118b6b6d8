using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Access;
using ServiceDefaults.Data;

namespace ServiceDefaults.Tests.Support;

/// <summary>The entity of a service that exists for these tests only.</summary>
public sealed class Thing : Entity
{
    private Thing()
    {
    }

    public string Name { get; private set; } = "";

    /// <summary>How often due work has handled it.</summary>
    public int Ripened { get; private set; }

    public DateTimeOffset? DueAt { get; private set; }

    public static Thing Create(string name, DateTimeOffset now, DateTimeOffset? dueAt = null)
    {
        var thing = new Thing { Id = Guid.CreateVersion7(now), CreatedAt = now, UpdatedAt = now, Name = name, DueAt = dueAt };
        thing.Raise(SomeEvents.PlanChanged(name) with { EventId = Guid.CreateVersion7(now), AggregateId = thing.Id, Actor = Caller.System, OccurredAt = now });
        return thing;
    }

    public void Rename(string name, DateTimeOffset now)
    {
        Name = name;
        UpdatedAt = now;
    }

    public void Ripen()
    {
        Ripened++;
        DueAt = null;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Thing>
    {
        public void Configure(EntityTypeBuilder<Thing> builder) => builder.ToTable("Things");
    }
}

/// <summary>What the handler of an event did; each row is one effect.</summary>
public sealed class Effect
{
    public Guid Id { get; init; }

    public Guid EventId { get; init; }

    public bool BySecond { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Effect>
    {
        public void Configure(EntityTypeBuilder<Effect> builder)
        {
            builder.ToTable("Effects");
            builder.Property(e => e.Id).ValueGeneratedNever();
        }
    }
}

public sealed class ThingsDb(DbContextOptions<ThingsDb> options) : ServiceDb(options)
{
    public DbSet<Thing> Things => Set<Thing>();

    public DbSet<Effect> Effects => Set<Effect>();
}
