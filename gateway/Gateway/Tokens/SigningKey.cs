using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Tokens;

/// <summary>A key that signs access tokens for a while: published before, signing, published after.</summary>
internal sealed class SigningKey
{
    /// <summary>Counts up from 1; two replicas that make the next key at once collide on it, and one of them wins.</summary>
    public required int Number { get; init; }

    /// <summary>The key id in token headers and in the published set.</summary>
    public required string Kid { get; init; }

    /// <summary>P-256 private key, PKCS#8, protected by the data protection keys, base64.</summary>
    public required string ProtectedKey { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Signs from then on.</summary>
    public required DateTimeOffset SignsFrom { get; init; }

    /// <summary>Signs until then; stays published until its last token has expired.</summary>
    public required DateTimeOffset RetiresAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<SigningKey>
    {
        public void Configure(EntityTypeBuilder<SigningKey> builder)
        {
            builder.ToTable("SigningKeys");
            builder.HasKey(key => key.Number);
            builder.Property(key => key.Number).ValueGeneratedNever();
            builder.Property(key => key.Kid).HasMaxLength(40);
            builder.Property(key => key.ProtectedKey).HasMaxLength(2000);
            builder.HasIndex(key => key.Kid).IsUnique();
            builder.HasIndex(key => key.RetiresAt);
        }
    }
}
