using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;

namespace Notifications.Templates;

/// <summary>Whether mails of one kind go out; made when it is first switched. A kind without one is on.</summary>
public sealed class MailSwitch : Entity
{
    private MailSwitch()
    {
    }

    public string Kind { get; private init; } = "";

    public bool Enabled { get; private set; } = true;

    public static MailSwitch Create(string kind, DateTimeOffset now) => new() { Id = Guid.CreateVersion7(now), CreatedAt = now, UpdatedAt = now, Kind = kind };

    public void Set(bool enabled, DateTimeOffset now)
    {
        Enabled = enabled;
        UpdatedAt = now;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<MailSwitch>
    {
        public void Configure(EntityTypeBuilder<MailSwitch> builder)
        {
            builder.ToTable("MailSwitches");
            builder.Property(s => s.Kind).HasMaxLength(50);
            // Two who switch the same kind for the first time at once: the second is refused.
            builder.HasIndex(s => s.Kind).IsUnique();
        }
    }
}
