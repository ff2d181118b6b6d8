using Gateway.Tokens;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Identity;

/// <summary>What a link opens; it never opens anything else.</summary>
internal enum LinkPurpose
{
    Staff = 1,
    Customer = 2,

    /// <summary>The portal as a customer sees it, for staff, to look only.</summary>
    Preview = 3,
}

/// <summary>A link that signs one person in once. The link itself is never stored, only what it hashes to.</summary>
internal sealed class SignInLink
{
    public required Guid Id { get; init; }

    /// <summary>SHA-256 of the token, base64url.</summary>
    public required string TokenHash { get; init; }

    public required LinkPurpose Purpose { get; init; }

    /// <summary>Staff member's or customer's id.</summary>
    public required string Subject { get; init; }

    /// <summary>The member of staff whom it signs in; null for the portal. Removing the person removes the link.</summary>
    public Guid? StaffMemberId { get; init; }

    /// <summary>The person's name.</summary>
    public required string Name { get; init; }

    /// <summary>The person's mail address, most of it hidden: the link's page shows it.</summary>
    public required string MaskedAddress { get; init; }

    /// <summary>en, vi, fa, it or pl.</summary>
    public required string Language { get; init; }

    /// <summary>Who looks, when the purpose is a preview; otherwise empty.</summary>
    public string PreviewedBy { get; init; } = "";

    /// <summary>The staff session in which a preview was asked for: the preview ends with it. Null for other links, and where an application asked.</summary>
    public Guid? MadeInSessionId { get; init; }

    /// <summary><see cref="CustomerAddresses.Hash"/> of the customer when it was made; empty for staff and previews.</summary>
    public string AddressHash { get; init; } = "";

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Set by the one request that got in.</summary>
    public DateTimeOffset? UsedAt { get; init; }

    /// <summary>What the link makes of whoever uses it.</summary>
    public Grant ToGrant() => Purpose == LinkPurpose.Staff
        ? new Grant(Subject, Name, Grant.Staff, Language: Language)
        : new Grant(Subject, Name, Grant.Customer, CustomerId: Subject, Preview: Purpose == LinkPurpose.Preview, Language: Language);

    internal sealed class Mapping : IEntityTypeConfiguration<SignInLink>
    {
        public void Configure(EntityTypeBuilder<SignInLink> builder)
        {
            builder.ToTable("SignInLinks");
            builder.Property(link => link.Id).ValueGeneratedNever();
            builder.Property(link => link.TokenHash).HasMaxLength(64);
            builder.Property(link => link.Subject).HasMaxLength(64);
            builder.Property(link => link.Name).HasMaxLength(100);
            builder.Property(link => link.MaskedAddress).HasMaxLength(320);
            builder.Property(link => link.Language).HasMaxLength(10);
            builder.Property(link => link.PreviewedBy).HasMaxLength(100);
            builder.Property(link => link.AddressHash).HasMaxLength(64);
            builder.HasOne<StaffMember>().WithMany().HasForeignKey(link => link.StaffMemberId).OnDelete(DeleteBehavior.Cascade);
            builder.HasIndex(link => link.TokenHash).IsUnique();
            builder.HasIndex(link => new { link.Subject, link.CreatedAt });
            builder.HasIndex(link => link.ExpiresAt);
        }
    }
}
