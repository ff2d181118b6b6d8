using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;

namespace Subscriptions.Passes;

/// <summary>A class type as Plans announced it last: a copy.</summary>
public sealed class ClassType : Entity
{
    private ClassType()
    {
    }

    /// <summary>Text per language.</summary>
    public IReadOnlyDictionary<string, string> Name { get; private set; } = new Dictionary<string, string>();

    /// <summary>When it became as it is here; what was announced before changes nothing.</summary>
    public DateTimeOffset AnnouncedAt { get; private set; }

    internal static ClassType Create(ClassTypeChanged e, DateTimeOffset now)
    {
        var type = new ClassType { Id = e.AggregateId, CreatedAt = now };
        type.Update(e, now);
        return type;
    }

    internal void Update(ClassTypeChanged e, DateTimeOffset now) => (Name, AnnouncedAt, UpdatedAt) = (e.Name, e.OccurredAt, now);

    internal sealed class Mapping : IEntityTypeConfiguration<ClassType>
    {
        public void Configure(EntityTypeBuilder<ClassType> builder)
        {
            builder.ToTable("ClassTypes");
            builder.Property(t => t.Name).IsLocalizedText();
        }
    }
}
