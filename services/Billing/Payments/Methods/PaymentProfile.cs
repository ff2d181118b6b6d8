using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;

namespace Billing.Payments.Methods;

/// <summary>
/// How a customer pays. An invoice may be made, a card added and a charge begun at the same moment: all of them change this row, so
/// one of two collides on its version, is repeated, and sees the other.
/// </summary>
public sealed class PaymentProfile : Entity
{
    private PaymentProfile()
    {
    }

    /// <summary>What invoices are charged to; null when there is nothing.</summary>
    public Guid? DefaultMethodId { get; private set; }

    /// <summary>Counts what must not go unnoticed by others at the same moment.</summary>
    public int Changes { get; private set; }

    /// <param name="customerId">Becomes the profile's id.</param>
    public static PaymentProfile Open(Guid customerId, DateTimeOffset now) => new() { Id = customerId, CreatedAt = now, UpdatedAt = now };

    public void MakeDefault(Guid methodId, DateTimeOffset now)
    {
        DefaultMethodId = methodId;
        Touch(now);
    }

    /// <summary>The method is removed; when it was the default there is none.</summary>
    public void Forget(Guid methodId, DateTimeOffset now)
    {
        if (DefaultMethodId == methodId)
        {
            DefaultMethodId = null;
        }

        Touch(now);
    }

    public void Touch(DateTimeOffset now)
    {
        Changes++;
        UpdatedAt = now;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<PaymentProfile>
    {
        public void Configure(EntityTypeBuilder<PaymentProfile> builder) => builder.ToTable("PaymentProfiles");
    }
}

internal static class PaymentProfiles
{
    /// <summary>The customer's profile, opened by whoever asks first.</summary>
    public static async Task<PaymentProfile> ProfileOf(this BillingDb db, Guid customerId, DateTimeOffset now, CancellationToken ct) =>
        (await db.ProfilesOf([customerId], now, ct))[customerId];

    public static async Task<Dictionary<Guid, PaymentProfile>> ProfilesOf(
        this BillingDb db, IReadOnlyCollection<Guid> customerIds, DateTimeOffset now, CancellationToken ct)
    {
        var profiles = await db.PaymentProfiles.Where(p => customerIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        foreach (var id in customerIds.Where(id => !profiles.ContainsKey(id)))
        {
            db.PaymentProfiles.Add(profiles[id] = PaymentProfile.Open(id, now));
        }

        return profiles;
    }
}
