using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Identity;

/// <summary>
/// One sign-in of one person in one browser, or one access token of a customer. The cookie or token names it, and every request of it is looked up here,
/// so that what ends it counts on every replica at once.
/// </summary>
internal sealed class Session
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Which side it opens: one of <see cref="Schemes"/>.</summary>
    public required string Scheme { get; init; }

    /// <summary>Staff member's or customer's id.</summary>
    public required string Subject { get; init; }

    /// <summary>The member of staff behind it, in a preview too. Removing the person removes the session.</summary>
    public Guid? StaffMemberId { get; init; }

    /// <summary>The staff session that a preview was opened from: the preview ends with it.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>What the customer's mail address hashed to at sign-in: another address ends the session. Empty for staff and previews.</summary>
    public string AddressHash { get; init; } = "";

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Of the last request, to the minute; of a customer's session, of the last at which the mail address was found unchanged.</summary>
    public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>However much it is used, it ends then.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>When it was ended early; null while it was not.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Session>
    {
        public void Configure(EntityTypeBuilder<Session> builder)
        {
            builder.ToTable("Sessions");
            builder.Property(session => session.Id).ValueGeneratedNever();
            builder.Property(session => session.Scheme).HasMaxLength(20);
            builder.Property(session => session.Subject).HasMaxLength(64);
            builder.Property(session => session.AddressHash).HasMaxLength(64);
            builder.HasOne<StaffMember>().WithMany().HasForeignKey(session => session.StaffMemberId).OnDelete(DeleteBehavior.Cascade);
            builder.HasIndex(session => new { session.Subject, session.Scheme });
            builder.HasIndex(session => session.EndsAt);
        }
    }
}
