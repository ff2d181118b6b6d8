using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Tokens;

/// <summary>An internal application that gets tokens by client credentials.</summary>
internal sealed class ClientApplication
{
    /// <summary>The client id.</summary>
    public required string Id { get; init; }

    /// <summary>SHA-256 of the secret, base64url.</summary>
    public required string SecretHash { get; set; }

    public required string Name { get; set; }

    /// <summary>What it may ask for, space-separated.</summary>
    public required string Scopes { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<ClientApplication>
    {
        public void Configure(EntityTypeBuilder<ClientApplication> builder)
        {
            builder.ToTable("ClientApplications");
            builder.Property(application => application.Id).HasMaxLength(100).ValueGeneratedNever();
            builder.Property(application => application.SecretHash).HasMaxLength(64);
            builder.Property(application => application.Name).HasMaxLength(100);
            builder.Property(application => application.Scopes).HasMaxLength(400);
        }
    }
}
