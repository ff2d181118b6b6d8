using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Reconciliation;

namespace Subscriptions.Reconciliation;

/// <summary>Every coupon has been counted as redeemed as often as orders have it, and no more often than it may be.</summary>
internal static class CouponRules
{
    public static async Task Reconcile(SubscriptionsDb db, Findings findings, CancellationToken ct)
    {
        var used = await db.Subscriptions.AsNoTracking().SelectMany(s => s.Discounts).GroupBy(d => d.CouponId)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        await foreach (var coupon in db.Coupons.AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
        {
            findings.Looked(Guid.Empty, coupon.Code, BrokenBy(coupon.Redeemed, used.GetValueOrDefault(coupon.Id), coupon.MaxRedemptions));
        }
    }

    private static IEnumerable<(string Rule, string Detail)> BrokenBy(int redeemed, int used, int? most)
    {
        if (redeemed != used || redeemed > most)
        {
            yield return ("COUPON_REDEMPTIONS", string.Create(
                CultureInfo.InvariantCulture, $"{used} orders have it, and {redeemed} are counted{(most is null ? "" : $" of {most} at most")}."));
        }
    }
}
