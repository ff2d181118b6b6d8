using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Portal.Orders;

namespace Gateway.Security;

/// <summary>
/// Counts the codes that are typed on a page: there the form that was sent makes a try, not the path, and the person is answered by the page. They
/// share one limit with those that come through the APIs.
/// </summary>
internal sealed class CouponTries(IOptions<RateLimiterOptions> limits) : ICouponTries
{
    public bool MayTry(HttpContext context)
    {
        RateLimits.MarkCouponTry(context);
        using var lease = limits.Value.GlobalLimiter!.AttemptAcquire(context);
        if (!lease.IsAcquired)
        {
            RateLimits.SayWhen(lease, context.Response);
        }

        return lease.IsAcquired;
    }
}
