using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;
using ServiceDefaults.Errors;
using Subscriptions.Orders.Discounts;

namespace Subscriptions.Coupons;

/// <summary>A code that takes something off what an order bills each period. Orders that have it keep it as it was when it was applied.</summary>
public sealed class Coupon : Entity
{
    private Coupon()
    {
    }

    /// <summary>In capitals, unique; never changes.</summary>
    public string Code { get; private init; } = "";

    /// <summary>Text per language; English is there.</summary>
    public IReadOnlyDictionary<string, string> Name { get; private set; } = new Dictionary<string, string>();

    /// <summary>See <see cref="DiscountTerms"/>.</summary>
    public decimal? Percent { get; private set; }

    public decimal? AmountOff { get; private set; }

    public string Currency { get; private set; } = "";

    public int? Periods { get; private set; }

    /// <summary>Last day on which it can be applied, where the customer is; null: any day.</summary>
    public DateOnly? RedeemUntil { get; private set; }

    /// <summary>How many orders can have it; null: any number.</summary>
    public int? MaxRedemptions { get; private set; }

    /// <summary>How many orders have it. Counted in the database itself (<see cref="Redemptions"/>), so that no two orders take the last one.</summary>
    public int Redeemed { get; private set; }

    /// <summary>Plans that it is for; every plan when empty.</summary>
    public IReadOnlyList<Guid> PlanIds { get; private set; } = [];

    /// <summary>Can no longer be applied.</summary>
    public bool Retired { get; private set; }

    public DiscountTerms Discount => new(Percent, AmountOff, Currency, Periods);

    public static Coupon Create(string code, CouponTerms terms, DateTimeOffset now)
    {
        var coupon = new Coupon { Id = Guid.CreateVersion7(now), CreatedAt = now, Code = code };
        coupon.Update(terms, now);
        return coupon;
    }

    public void Update(CouponTerms terms, DateTimeOffset now)
    {
        Name = terms.Name;
        (Percent, AmountOff, Currency, Periods) = (terms.Discount.Percent, terms.Discount.AmountOff, terms.Discount.Currency, terms.Discount.Periods);
        RedeemUntil = terms.RedeemUntil;
        MaxRedemptions = terms.MaxRedemptions;
        PlanIds = terms.PlanIds;
        UpdatedAt = now;
    }

    public void Retire(DateTimeOffset now)
    {
        if (Retired)
        {
            throw DomainException.FailedPrecondition("ALREADY_RETIRED", "The coupon is retired already.");
        }

        Retired = true;
        UpdatedAt = now;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Coupon>
    {
        public void Configure(EntityTypeBuilder<Coupon> builder)
        {
            builder.ToTable("Coupons");
            builder.Property(c => c.Code).HasMaxLength(30);
            builder.Property(c => c.Name).IsLocalizedText();
            builder.Property(c => c.Currency).HasMaxLength(3);
            builder.Property(c => c.PlanIds).IsIdList();
            builder.Ignore(c => c.Discount);
            builder.HasIndex(c => c.Code).IsUnique();
            builder.HasIndex(c => new { c.CreatedAt, c.Id });
        }
    }
}
