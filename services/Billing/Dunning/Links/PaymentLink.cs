using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Billing.Dunning.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Retention;

namespace Billing.Dunning.Links;

/// <summary>
/// Leads from a mail to the page of one case without sign-in (domain.md A3 32). Only the mail has its token: what is kept here is a hash of it. It ends with
/// its case.
/// </summary>
internal sealed class PaymentLink
{
    private const int Bytes = 32;

    /// <summary>Characters of a token.</summary>
    public const int TokenLength = 43;

    /// <summary>How long a link can be used; each mail has one of its own.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    private PaymentLink()
    {
    }

    /// <summary>SHA-256 of the token, in hexadecimal.</summary>
    public string Hash { get; private init; } = "";

    public Guid CaseId { get; private init; }

    public DateTimeOffset ExpiresAt { get; private init; }

    /// <summary>Adds one to a case.</summary>
    internal static (string Token, DateTimeOffset ExpiresAt) Make(BillingDb db, DunningCase owner, DateTimeOffset now)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        var link = new PaymentLink { Hash = HashOf(token), CaseId = owner.Id, ExpiresAt = now + Lifetime };
        db.Add(link);
        return (token, link.ExpiresAt);
    }

    internal static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    internal sealed class Mapping : IEntityTypeConfiguration<PaymentLink>
    {
        public void Configure(EntityTypeBuilder<PaymentLink> builder)
        {
            builder.ToTable("PaymentLinks");
            builder.HasKey(l => l.Hash);
            builder.Property(l => l.Hash).HasMaxLength(64);
            builder.HasIndex(l => l.ExpiresAt);
        }
    }
}

/// <summary>Links that can be used no more.</summary>
internal sealed class ExpiredPaymentLinks : ExpiredRows<BillingDb>
{
    public override Task<int> Delete(BillingDb db, DateTimeOffset now, int atMost, CancellationToken ct) =>
        db.Set<PaymentLink>().Where(l => l.ExpiresAt < now).OrderBy(l => l.ExpiresAt).Take(atMost).ExecuteDeleteAsync(ct);
}
