using Microsoft.EntityFrameworkCore;
using Subscriptions.Catalogue;
using Subscriptions.CloseReasons;

namespace Subscriptions.Orders;

/// <summary>How an order is closed that was not renewed: with the system close reason, in the business's own words.</summary>
internal static class EndOfTerm
{
    public static async Task<CloseDecision> Decision(SubscriptionsDb db, CancellationToken ct)
    {
        var reason = await db.CloseReasons.AsNoTracking().SingleAsync(r => r.Code == SystemCloseReasons.EndOfTerm, ct);
        return new CloseDecision(CloseWhen.Now, null, reason.Id, reason.Code, reason.Label, "", ClosingCredit.None);
    }
}
