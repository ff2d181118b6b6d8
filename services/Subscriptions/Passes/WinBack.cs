using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;

namespace Subscriptions.Passes;

/// <summary>One extension for several expired passes, to bring their clients back. The passes are extended one by one in the background.</summary>
public sealed class WinBack : Entity
{
    private WinBack()
    {
    }

    public PassValidityUnit ExtensionUnit { get; private init; }

    /// <summary>0 where only classes are added.</summary>
    public int ExtensionCount { get; private init; }

    public int BonusClasses { get; private init; }

    public string Reason { get; private init; } = "";

    /// <summary>A mail tells the buyers.</summary>
    public bool SendMail { get; private init; }

    /// <summary>staff or application.</summary>
    public string ActorKind { get; private init; } = "";

    public string ActorId { get; private init; } = "";

    public string ActorName { get; private init; } = "";

    public EventActor Actor => new(ActorKind, ActorId, ActorName);

    /// <summary>Null where only classes are added.</summary>
    public PassValidity? Extension => ExtensionUnit == PassValidityUnit.None ? null : new PassValidity(ExtensionUnit, ExtensionCount);

    internal static WinBack Create(PassExtension extension, EventActor actor, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CreatedAt = now,
        UpdatedAt = now,
        ExtensionUnit = extension.Validity?.Unit ?? PassValidityUnit.None,
        ExtensionCount = extension.Validity?.Count ?? 0,
        BonusClasses = extension.BonusClasses,
        Reason = extension.Reason,
        SendMail = extension.SendMail,
        ActorKind = actor.Kind,
        ActorId = actor.Id,
        ActorName = actor.Name,
    };

    internal PassExtension ForEach() => new(Extension, null, BonusClasses, Reason, Id, SendMail);

    internal sealed class Mapping : IEntityTypeConfiguration<WinBack>
    {
        public void Configure(EntityTypeBuilder<WinBack> builder)
        {
            builder.ToTable("WinBacks");
            builder.Property(w => w.ExtensionUnit).HasConversion<string>().HasMaxLength(10);
            builder.Property(w => w.Reason).HasMaxLength(500);
            builder.Property(w => w.ActorKind).HasMaxLength(20);
            builder.Property(w => w.ActorId).HasMaxLength(100);
            builder.Property(w => w.ActorName).HasMaxLength(100);
            builder.Ignore(w => w.Actor);
            builder.Ignore(w => w.Extension);
            builder.HasIndex(w => new { w.CreatedAt, w.Id });
        }
    }
}
