using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Housekeeping;

namespace Subscriptions.Coupons;

/// <summary>Counts of minutes that are over.</summary>
internal sealed class PastCouponTries : PastRows<SubscriptionsDb>
{
    public override Task<int> Delete(SubscriptionsDb db, DateTimeOffset now, int atMost, CancellationToken ct) =>
        db.Set<CouponTries>().Where(t => t.EndsAt < now).OrderBy(t => t.EndsAt).Take(atMost).ExecuteDeleteAsync(ct);
}
