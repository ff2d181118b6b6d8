using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Subscriptions.Customers;

namespace Subscriptions.Passes;

/// <summary>A client who uses a pass.</summary>
public sealed class PassHolder
{
    /// <summary>Characters of a code: 130 bits, too many to guess.</summary>
    internal const int CodeLength = 26;

    /// <summary>Without letters that are read as digits, or as one another.</summary>
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private PassHolder()
    {
    }

    public Guid PassId { get; private init; }

    public Guid CustomerId { get; private init; }

    public Customer Customer { get; private init; } = null!;

    /// <summary>From 1, in the order in which they were named at the sale.</summary>
    public int Position { get; private init; }

    /// <summary>What this client's QR code says. It lets its bearer use the pass, and does not sign in.</summary>
    public string Code { get; private init; } = "";

    internal static PassHolder Create(Guid passId, Customer customer, int position) => new()
    {
        PassId = passId,
        CustomerId = customer.Id,
        Customer = customer,
        Position = position,
        Code = RandomNumberGenerator.GetString(Letters, CodeLength),
    };

    internal sealed class Mapping : IEntityTypeConfiguration<PassHolder>
    {
        public void Configure(EntityTypeBuilder<PassHolder> builder)
        {
            builder.ToTable("PassHolders");
            builder.HasKey(h => new { h.PassId, h.CustomerId });
            builder.Property(h => h.Code).HasMaxLength(CodeLength);
            builder.HasOne(h => h.Customer).WithMany().HasForeignKey(h => h.CustomerId).OnDelete(DeleteBehavior.Restrict);
            builder.HasIndex(h => h.CustomerId);
            builder.HasIndex(h => h.Code).IsUnique();
        }
    }
}
