using Microsoft.AspNetCore.Http;

namespace Portal.Orders;

/// <summary>How often a customer may type codes of coupons, so that nobody finds them out by trying; the gateway implements it.</summary>
public interface ICouponTries
{
    /// <summary>Counts one try, together with those by other ways than the page.</summary>
    /// <returns>False when there were too many: it must not be made, and the response says when the next one may.</returns>
    bool MayTry(HttpContext context);
}
