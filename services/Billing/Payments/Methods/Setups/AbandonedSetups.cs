using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Retention;

namespace Billing.Payments.Methods.Setups;

/// <summary>
/// Pages that customers were sent to and on which no card was entered. Those that gave a card stay: they are how a page that is asked for once more, or told
/// of once more, is known to have given its card, also when that was removed since.
/// </summary>
internal sealed class AbandonedSetups : ExpiredRows<BillingDb>
{
    /// <summary>A page can be used for a day, and what happened on it is told for some days more; <see cref="SetupService.OwnerOf"/> knows what to do with later news.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public override Task<int> Delete(BillingDb db, DateTimeOffset now, int atMost, CancellationToken ct)
    {
        var past = now - Kept;
        return db.Set<PaymentMethodSetup>().Where(s => s.MethodId == null && s.CreatedAt < past).OrderBy(s => s.CreatedAt).Take(atMost).ExecuteDeleteAsync(ct);
    }
}
