using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;
using ServiceDefaults.Errors;
using ServiceDefaults.Search;

namespace Plans.ClassTypes;

/// <summary>A kind of class that passes are sold for.</summary>
public sealed class ClassType : SearchableEntity
{
    private ClassType()
    {
    }

    /// <summary>Text per language; English is there.</summary>
    public IReadOnlyDictionary<string, string> Name { get; private set; } = new Dictionary<string, string>();

    /// <summary>Not offered on templates any more; those that have it keep it.</summary>
    public bool Retired { get; private set; }

    public static ClassType Create(IReadOnlyDictionary<string, string> name, EventActor actor, DateTimeOffset now)
    {
        var classType = new ClassType { Id = Guid.CreateVersion7(now), CreatedAt = now };
        classType.Rename(name, actor, now);
        return classType;
    }

    public void Rename(IReadOnlyDictionary<string, string> name, EventActor actor, DateTimeOffset now)
    {
        Name = name;
        FindBy(name.Values);
        Changed(actor, now);
    }

    public void Retire(EventActor actor, DateTimeOffset now)
    {
        if (Retired)
        {
            throw DomainException.FailedPrecondition("ALREADY_RETIRED", "The class type is retired already.");
        }

        Retired = true;
        Changed(actor, now);
    }

    private void Changed(EventActor actor, DateTimeOffset now)
    {
        UpdatedAt = now;
        Raise(new ClassTypeChanged(Guid.CreateVersion7(), Id, actor, now, Name, Retired));
    }

    internal sealed class Mapping : IEntityTypeConfiguration<ClassType>
    {
        public void Configure(EntityTypeBuilder<ClassType> builder)
        {
            builder.ToTable("ClassTypes");
            builder.Property(c => c.Name).IsLocalizedText();
            builder.HasIndex(c => new { c.CreatedAt, c.Id });
        }
    }
}
