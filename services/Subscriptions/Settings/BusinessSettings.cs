using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;

namespace Subscriptions.Settings;

/// <summary>The business's own settings; one row, made when first changed.</summary>
public sealed class BusinessSettings : Entity
{
    private static readonly Guid OnlyId = new("00000000-0000-7000-8000-000000000001");

    private BusinessSettings()
    {
    }

    /// <summary>Customers manage their subscriptions themselves, as far as each plan allows; off: not at all (domain.md A1.1).</summary>
    public bool SelfServiceEnabled { get; private set; } = true;

    public static BusinessSettings Create(DateTimeOffset now) => new() { Id = OnlyId, CreatedAt = now, UpdatedAt = now };

    public void Update(bool selfServiceEnabled, DateTimeOffset now)
    {
        SelfServiceEnabled = selfServiceEnabled;
        UpdatedAt = now;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<BusinessSettings>
    {
        public void Configure(EntityTypeBuilder<BusinessSettings> builder) => builder.ToTable("Settings");
    }
}
