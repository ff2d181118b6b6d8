using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ServiceDefaults.Data;
using Subscriptions.Coupons;
using Subscriptions.Time;

namespace Subscriptions.Orders.Discounts;

/// <summary>A coupon on an order, as it was when it was applied: what becomes of the coupon later changes nothing here.</summary>
public sealed class AppliedDiscount
{
    private AppliedDiscount()
    {
    }

    /// <summary>UUIDv7.</summary>
    public Guid Id { get; private init; }

    public Guid CouponId { get; private init; }

    public string Code { get; private init; } = "";

    /// <summary>Text per language.</summary>
    public IReadOnlyDictionary<string, string> Name { get; private init; } = new Dictionary<string, string>();

    /// <summary>See <see cref="DiscountTerms"/>.</summary>
    public decimal? Percent { get; private init; }

    public decimal? AmountOff { get; private init; }

    public string Currency { get; private init; } = "";

    public int? Periods { get; private init; }

    /// <summary>Plans that it is for; every plan when empty.</summary>
    public IReadOnlyList<Guid> PlanIds { get; private init; } = [];

    /// <summary>Length of the periods that it was given for.</summary>
    public PeriodUnit PeriodUnit { get; private set; }

    public int PeriodCount { get; private set; }

    public PeriodCalendar PeriodCalendar { get; private set; }

    /// <summary>Number of the first period that it discounts.</summary>
    public int FirstPeriod { get; private init; }

    /// <summary>Number of the first period after them; null when there is no end.</summary>
    public int? EndPeriod { get; private set; }

    /// <summary>staff, customer or application.</summary>
    public string ActorKind { get; private init; } = "";

    public string ActorId { get; private init; } = "";

    public string ActorName { get; private init; } = "";

    public DateTimeOffset AppliedAt { get; private init; }

    public EventActor Actor => new(ActorKind, ActorId, ActorName);

    public DiscountTerms Terms => new(Percent, AmountOff, Currency, Periods);

    /// <summary>It is for the period of that number; periods are half-open (domain.md C2).</summary>
    internal bool Covers(int period) => period >= FirstPeriod && (EndPeriod is null || period < EndPeriod);

    /// <summary>Another one would be for some of the same periods.</summary>
    internal bool Overlaps(int first, int? end) => (end is null || FirstPeriod < end) && (EndPeriod is null || first < EndPeriod);

    /// <summary>
    /// It takes something off this plan. Only a percentage without an end can be told in periods of another length: three months at half the
    /// price are not three years at half the price.
    /// </summary>
    internal bool Fits(Guid planId, BillingPeriod period) =>
        IsFor(planId) && ((Percent is not null && Periods is null) || period == new BillingPeriod(PeriodUnit, PeriodCount, PeriodCalendar));

    internal bool IsFor(Guid planId) => PlanIds.Count == 0 || PlanIds.Contains(planId);

    /// <summary>Ends before the period of that number.</summary>
    internal void EndBefore(int period) => EndPeriod = period;

    /// <summary>A quotation that it is on was changed to periods of another length.</summary>
    internal void MoveTo(BillingPeriod period) => (PeriodUnit, PeriodCount, PeriodCalendar) = period;

    internal static AppliedDiscount Create(Coupon coupon, BillingPeriod period, int firstPeriod, EventActor actor, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        CouponId = coupon.Id,
        Code = coupon.Code,
        Name = coupon.Name,
        Percent = coupon.Percent,
        AmountOff = coupon.AmountOff,
        Currency = coupon.Currency,
        Periods = coupon.Periods,
        PlanIds = coupon.PlanIds,
        PeriodUnit = period.Unit,
        PeriodCount = period.Count,
        PeriodCalendar = period.Calendar,
        FirstPeriod = firstPeriod,
        EndPeriod = firstPeriod + coupon.Periods,
        ActorKind = actor.Kind,
        ActorId = actor.Id,
        ActorName = actor.Name,
        AppliedAt = now,
    };

    internal EventCoupon ForEvents() => new(Code, Name, Percent, AmountOff is { } amount ? new EventMoney(Currency, amount) : null, Periods);

    /// <summary>As a period that it discounts has it.</summary>
    internal EventDiscount ForPeriods() => new(Code, Name, Percent, AmountOff);

    internal static void Map(OwnedNavigationBuilder<Subscription, AppliedDiscount> discounts)
    {
        discounts.ToTable("SubscriptionDiscounts");
        discounts.WithOwner().HasForeignKey("SubscriptionId");
        discounts.HasKey(d => d.Id);
        discounts.Property(d => d.Id).ValueGeneratedNever();
        discounts.Property(d => d.Code).HasMaxLength(30);
        discounts.Property(d => d.Name).IsLocalizedText();
        discounts.Property(d => d.Currency).HasMaxLength(3);
        discounts.Property(d => d.PlanIds).IsIdList();
        discounts.Property(d => d.PeriodUnit).HasConversion<string>().HasMaxLength(10);
        discounts.Property(d => d.PeriodCalendar).HasConversion<string>().HasMaxLength(10);
        discounts.Property(d => d.ActorKind).HasMaxLength(20);
        discounts.Property(d => d.ActorId).HasMaxLength(100);
        discounts.Property(d => d.ActorName).HasMaxLength(100);
        discounts.Ignore(d => d.Actor);
        discounts.Ignore(d => d.Terms);
        discounts.HasIndex(d => d.CouponId);
        // One coupon is on one order once, also when two apply it at the same moment.
        discounts.HasIndex("SubscriptionId", nameof(CouponId)).IsUnique();
    }
}
