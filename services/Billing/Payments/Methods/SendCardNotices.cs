using Microsoft.EntityFrameworkCore;
using ServiceDefaults.DueWork;

namespace Billing.Payments.Methods;

/// <summary>Tells customers that the card which is charged is about to expire; one that is not charged is not worth a mail.</summary>
internal sealed class SendCardNotices : DueWork<BillingDb>
{
    public override string Name => "send-card-notices";

    public override IQueryable<DueItem> Due(BillingDb db, DateTimeOffset now) =>
        db.PaymentMethods.Where(m => m.ExpiryNoticeAt <= now).OrderBy(m => m.ExpiryNoticeAt).Select(m => new DueItem { Id = m.Id, At = m.ExpiryNoticeAt!.Value });

    public override async Task Handle(BillingDb db, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        var method = await db.PaymentMethods.FirstOrDefaultAsync(m => m.Id == id, ct);
        if (method is null || method.ExpiryNoticeAt is null || method.ExpiryNoticeAt > now)
        {
            return;
        }

        var charged = method.RefusedFor is null && await db.PaymentProfiles.AnyAsync(p => p.Id == method.CustomerId && p.DefaultMethodId == id, ct);
        var customer = charged ? await db.Customers.FirstOrDefaultAsync(c => c.Id == method.CustomerId, ct) : null;
        method.RaiseExpiryNotice(customer?.ForEvents(), now);
    }
}
