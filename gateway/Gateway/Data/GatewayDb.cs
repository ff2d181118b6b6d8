using Gateway.Identity;
using Gateway.Tokens;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Gateway.Data;

/// <summary>What the gateway remembers: who may sign in, which links and keys are out. No domain data.</summary>
public abstract class GatewayDb(DbContextOptions options) : DbContext(options), IDataProtectionKeyContext
{
    internal DbSet<StaffMember> StaffMembers => Set<StaffMember>();

    internal DbSet<SignInLink> SignInLinks => Set<SignInLink>();

    internal DbSet<Session> Sessions => Set<Session>();

    internal DbSet<ClientApplication> ClientApplications => Set<ClientApplication>();

    internal DbSet<SigningKey> SigningKeys => Set<SigningKey>();

    /// <summary>The keys of cookies, forms and stored signing keys: every replica reads the same ones.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(GatewayDb).Assembly);

    // Every provider compares UTC date-times; not every one does so with offsets.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();

    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(
        instant => instant.UtcDateTime,
        stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));
}

/// <summary>Carries the migrations for SQLite.</summary>
public sealed class GatewaySqliteDb(DbContextOptions<GatewaySqliteDb> options) : GatewayDb(options);

/// <summary>Carries the migrations for SQL Server.</summary>
public sealed class GatewaySqlServerDb(DbContextOptions<GatewaySqlServerDb> options) : GatewayDb(options);

/// <summary>Carries the migrations for PostgreSQL.</summary>
public sealed class GatewayPostgresDb(DbContextOptions<GatewayPostgresDb> options) : GatewayDb(options);
