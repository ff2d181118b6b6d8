using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using ServiceDefaults.DueWork;
using ServiceDefaults.Idempotency;
using ServiceDefaults.Messaging;
using ServiceDefaults.Search;
using ServiceDefaults.Telemetry;

namespace ServiceDefaults.Data;

/// <summary>
/// Base of each service's DbContext. Saving writes what the entities raised into the outbox in the same transaction,
/// counts the entities' versions, and keeps the words that they are found by.
/// </summary>
public abstract class ServiceDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    public DbSet<InboxMessage> Inbox => Set<InboxMessage>();

    public DbSet<ParkedMessage> ParkedMessages => Set<ParkedMessage>();

    public DbSet<IdempotencyRecord> IdempotencyRecords => Set<IdempotencyRecord>();

    public DbSet<WorkLease> WorkLeases => Set<WorkLease>();

    public DbSet<SearchWord> SearchWords => Set<SearchWord>();

    /// <summary>Saved as leased to the dispatcher of this process, and to be given to it once they are committed.</summary>
    private readonly List<OutboxMessage> _leased = [];

    /// <summary>The transaction of the call that this context serves; null in other work.</summary>
    internal CallTransaction? Call { get; set; }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        // Looked for once; what is changed from here on is told to the tracker.
        ChangeTracker.DetectChanges();
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            TakeNoteOfChanges();
            return await Save(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    /// <exception cref="NotSupportedException">Always: events would not reach the outbox.</exception>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new NotSupportedException("A service saves asynchronously.");

    /// <summary>Before an update by query that belongs to the caller's transaction, such as a claim: that of a call begins now.</summary>
    /// <exception cref="InvalidOperationException">There is none: the update would stay whatever becomes of the rest.</exception>
    public async ValueTask BeginWriting(CancellationToken ct)
    {
        if (Call is { } call)
        {
            await call.Begin(ct);
        }
        else if (Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("This is written in a transaction only.");
        }
    }

    private void TakeNoteOfChanges()
    {
        var changedByParts = OwnersOfChangedParts();
        foreach (var entry in ChangeTracker.Entries<Entity>().ToList())
        {
            if (entry.State is EntityState.Added or EntityState.Modified || (entry.State == EntityState.Unchanged && changedByParts.Contains(entry.Entity.Id)))
            {
                entry.Property(e => e.Version).CurrentValue++;
            }

            foreach (var (raised, trace) in entry.Entity.RaisedInTraces)
            {
                AddToOutbox(OutboxMessage.From(raised, trace));
            }

            entry.Entity.ClearRaised();
        }

        foreach (var entry in ChangeTracker.Entries<SearchableEntity>().ToList())
        {
            SearchIndex.Follow(this, entry);
        }
    }

    private async Task<int> Save(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken)
    {
        // Not before: what has been computed until here holds up nobody who writes.
        if (Call is { } call)
        {
            await call.Begin(cancellationToken);
        }

        if (Database.CurrentTransaction is not null)
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        try
        {
            int saved;
            using (await WriteQueue.Enter(this, cancellationToken))
            {
                saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
            }

            await SqliteFlush.Flushed(this);
            PublishSaved();
            return saved;
        }
        finally
        {
            ForgetSaved();
        }
    }

    /// <summary>An event that is no single entity's; published like any other when what is saved next is committed.</summary>
    public void Announce(IEvent e) => AddToOutbox(OutboxMessage.From(e, TraceContext.Current));

    /// <summary>Delivers an event that this service received before to its own handlers once more, when what is saved next is committed.</summary>
    public void DeliverAgain(IEvent e) => AddToOutbox(OutboxMessage.From(e, TraceContext.Current, redelivery: true));

    /// <summary>Called after a commit, so that what was saved is published at once.</summary>
    internal void PublishSaved()
    {
        if (_leased.Count > 0)
        {
            // Also when publishing has begun to fail meanwhile: nobody else looks for them before their lease ends.
            // What has no number was never saved: an earlier use of this pooled context has announced it and failed.
            OutboxChannel.Of(this)?.Write([.. _leased.Where(message => message.Sequence > 0)]);
            ForgetSaved();
        }
    }

    /// <summary>At the end of a transaction: what it saved was published, or never committed.</summary>
    internal void ForgetSaved() => _leased.Clear();

    private void AddToOutbox(OutboxMessage message)
    {
        if (OutboxChannel.OpenOf(this) is { } channel)
        {
            channel.Hold(message);
            _leased.Add(message);
        }

        Outbox.Add(message);
    }

    /// <summary>
    /// An entity changes with what it owns, also when none of its own columns does: its version must count that too, or two who
    /// change its parts at the same moment would not notice each other.
    /// </summary>
    private HashSet<Guid> OwnersOfChangedParts() =>
    [
        .. ChangeTracker.Entries()
            .Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && e.Metadata.IsOwned())
            .Select(e => e.Property(e.Metadata.FindOwnership()!.Properties[0].Name).CurrentValue)
            .OfType<Guid>(),
    ];

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfiguration(new OutboxMessage.Mapping());
        modelBuilder.ApplyConfiguration(new InboxMessage.Mapping());
        modelBuilder.ApplyConfiguration(new ParkedMessage.Mapping());
        modelBuilder.ApplyConfiguration(new IdempotencyRecord.Mapping());
        modelBuilder.ApplyConfiguration(new WorkLease.Mapping());
        // Entities stand with their mapping in one file, in the service's own assembly.
        modelBuilder.ApplyConfigurationsFromAssembly(ModelAssembly);
        SearchIndex.Map(modelBuilder, Database);

        foreach (var type in modelBuilder.Model.GetEntityTypes().Where(t => typeof(Entity).IsAssignableFrom(t.ClrType)))
        {
            modelBuilder.Entity(type.ClrType, entity =>
            {
                entity.Property(nameof(Entity.Id)).ValueGeneratedNever();
                entity.Property(nameof(Entity.Version)).IsConcurrencyToken();
                entity.Ignore(nameof(Entity.Etag));
            });
        }
    }

    /// <summary>Where the service's entities live; a provider's subclass lives beside its base.</summary>
    private System.Reflection.Assembly ModelAssembly => GetType().Assembly;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // Every provider compares and orders UTC date-times; not every one does so with offsets.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        // The finest currency has four digits; eighteen before them are more than any invoice needs.
        configurationBuilder.Properties<decimal>().HavePrecision(22, 4);
    }

    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(
        v => v.UtcDateTime,
        v => new DateTimeOffset(DateTime.SpecifyKind(v, DateTimeKind.Utc)));
}
