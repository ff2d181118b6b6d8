using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;

namespace Subscriptions.Passes;

/// <summary>What became of one pass of a win-back.</summary>
public sealed class WinBackPass : Entity
{
    /// <summary>A visit within so many days counts as a return.</summary>
    public const int ReturnDays = 30;

    private WinBackPass()
    {
    }

    public Guid WinBackId { get; private init; }

    public Guid PassId { get; private init; }

    public Pass Pass { get; private init; } = null!;

    /// <summary>When it is to be extended; null once that was tried.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    public DateTimeOffset? TriedAt { get; private set; }

    /// <summary>Rule that refused it; empty otherwise.</summary>
    public string Refusal { get; private set; } = "";

    /// <summary>Null where it was not extended, or has no end.</summary>
    public DateOnly? NewEnd { get; private set; }

    /// <summary>Visits from then on count as a return; null where it was not extended.</summary>
    public DateTimeOffset? ExtendedAt { get; private set; }

    /// <summary>Visits before it count as a return.</summary>
    public DateTimeOffset? ReturnUntil { get; private set; }

    internal static WinBackPass Create(Guid winBackId, Guid passId, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now), CreatedAt = now, UpdatedAt = now, WinBackId = winBackId, PassId = passId, DueAt = now,
    };

    /// <summary>Extends the pass, or notes why not.</summary>
    internal void Extend(Pass pass, WinBack winBack, DateTimeOffset now)
    {
        (DueAt, TriedAt, UpdatedAt) = (null, now, now);
        try
        {
            pass.WinBack(winBack, now);
            (NewEnd, ExtendedAt, ReturnUntil) = (pass.EndDate, now, now.AddDays(ReturnDays));
        }
        catch (ServiceDefaults.Errors.DomainException refusal)
        {
            Refusal = refusal.Violations.Count > 0 ? refusal.Violations[0].Rule : refusal.Reason;
        }
    }

    internal sealed class Mapping : IEntityTypeConfiguration<WinBackPass>
    {
        public void Configure(EntityTypeBuilder<WinBackPass> builder)
        {
            builder.ToTable("WinBackPasses");
            builder.Property(p => p.Refusal).HasMaxLength(50);
            builder.HasOne<WinBack>().WithMany().HasForeignKey(p => p.WinBackId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne(p => p.Pass).WithMany().HasForeignKey(p => p.PassId).OnDelete(DeleteBehavior.Restrict);
            builder.HasIndex(p => new { p.WinBackId, p.PassId }).IsUnique();
            builder.HasIndex(p => p.PassId);
            builder.HasIndex(p => p.DueAt);
        }
    }
}
