using Billing.Payments.Providers;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.DueWork;

namespace Billing.Payments.Methods.Setups;

/// <summary>Makes the provider forget cards that were removed here; those of another provider wait until it is the one again.</summary>
internal sealed class ForgetCard(IPaymentProvider provider) : DueWork<BillingDb>
{
    public override string Name => "forget-card";

    public override bool InTransaction => false;

    public override IQueryable<DueItem> Due(BillingDb db, DateTimeOffset now) => db.Set<RemovedCard>()
        .Where(c => c.Provider == provider.Name && c.CreatedAt <= now).OrderBy(c => c.CreatedAt).Select(c => new DueItem { Id = c.Id, At = c.CreatedAt });

    public override async Task Handle(BillingDb db, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        if (provider is IHostedSetup hosted && await db.Set<RemovedCard>().FirstOrDefaultAsync(c => c.Id == id, ct) is { } card)
        {
            await hosted.Forget(card.Token, ct);
            db.Remove(card);
        }
    }
}
