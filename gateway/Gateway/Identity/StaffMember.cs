using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Errors;

namespace Gateway.Identity;

/// <summary>A person of the business who may sign in to the admin screens.</summary>
internal sealed class StaffMember
{
    /// <summary>UUIDv7; the subject of the person's tokens.</summary>
    public required Guid Id { get; init; }

    /// <summary>As <see cref="MailAddressText.Key"/> has it; unique.</summary>
    public required string Email { get; init; }

    public required string Name { get; init; }

    /// <summary>en, vi, fa, it or pl.</summary>
    public required string Language { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<StaffMember>
    {
        public void Configure(EntityTypeBuilder<StaffMember> builder)
        {
            builder.ToTable("StaffMembers");
            builder.Property(member => member.Id).ValueGeneratedNever();
            builder.Property(member => member.Email).HasMaxLength(254);
            builder.Property(member => member.Name).HasMaxLength(100);
            builder.Property(member => member.Language).HasMaxLength(10);
            builder.HasIndex(member => member.Email).IsUnique();
        }
    }
}
