using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;

namespace Subscriptions.Customers;

/// <summary>
/// Whether mail reaches a customer at one address, as far as delivery reports say. Reports come late and in any order, so what counts is
/// when the mail that they speak of was sent, and not when they arrive.
/// </summary>
public sealed class EmailStatus : Entity
{
    internal const int MaximumDiagnostic = 200;

    private EmailStatus()
    {
    }

    public Guid CustomerId { get; private init; }

    /// <summary>The address in lower case.</summary>
    public string Address { get; private init; } = "";

    /// <summary>When the newest mail was sent that was accepted for the address; null when none was.</summary>
    public DateTimeOffset? DeliveredMailAt { get; private set; }

    /// <summary>When that became known: with its acceptance, or later by a report; null when none was.</summary>
    public DateTimeOffset? DeliveredAt { get; private set; }

    /// <summary>When the newest mail was sent that came back; null when none has, or one that was sent later was accepted.</summary>
    public DateTimeOffset? BouncedMailAt { get; private set; }

    /// <summary>When the bounce became known; null without one.</summary>
    public DateTimeOffset? BouncedAt { get; private set; }

    /// <summary>The server will never take mail for the address.</summary>
    public bool Permanent { get; private set; }

    /// <summary>What the server said; empty without a bounce.</summary>
    public string Diagnostic { get; private set; } = "";

    public static EmailStatus Create(Guid customerId, string address, DateTimeOffset now) =>
        new() { Id = Guid.CreateVersion7(now), CreatedAt = now, UpdatedAt = now, CustomerId = customerId, Address = address };

    /// <param name="sentAt">When the mail was accepted.</param>
    /// <param name="deliveredAt">When that, or its arrival, became known.</param>
    public void Delivered(DateTimeOffset sentAt, DateTimeOffset deliveredAt, DateTimeOffset now)
    {
        if (sentAt < DeliveredMailAt || (sentAt == DeliveredMailAt && deliveredAt <= DeliveredAt))
        {
            return;
        }

        (DeliveredMailAt, DeliveredAt) = (sentAt, deliveredAt);
        UpdatedAt = now;
        // A mail is accepted before it bounces: its own acceptance, heard of late, clears nothing; a report that came after the bounce does.
        if (sentAt > BouncedMailAt || (sentAt == BouncedMailAt && deliveredAt > BouncedAt))
        {
            (BouncedMailAt, BouncedAt, Permanent, Diagnostic) = (null, null, false, "");
        }
    }

    /// <param name="sentAt">When the mail was accepted, or refused where it never was.</param>
    /// <param name="bouncedAt">When the bounce became known.</param>
    public void Bounced(DateTimeOffset sentAt, DateTimeOffset bouncedAt, bool permanent, string diagnostic, DateTimeOffset now)
    {
        if (sentAt < DeliveredMailAt || (sentAt == DeliveredMailAt && bouncedAt <= DeliveredAt)
            || sentAt < BouncedMailAt || (sentAt == BouncedMailAt && bouncedAt <= BouncedAt))
        {
            return;
        }

        (BouncedMailAt, BouncedAt, Permanent, Diagnostic) = (sentAt, bouncedAt, permanent, diagnostic);
        UpdatedAt = now;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<EmailStatus>
    {
        public void Configure(EntityTypeBuilder<EmailStatus> builder)
        {
            builder.ToTable("EmailStatuses");
            builder.Property(s => s.Address).HasMaxLength(254);
            builder.Property(s => s.Diagnostic).HasMaxLength(MaximumDiagnostic);
            builder.HasIndex(s => new { s.CustomerId, s.Address }).IsUnique();
        }
    }
}
