using Billing.Accounts;
using Billing.Invoices;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Messaging;

namespace Billing.Subscriptions.Passes;

/// <summary>A pass was taken back: what was not used of it is credited, as soon as it is billed.</summary>
internal sealed class WithdrawPass(BillingDb db, PassCredits credits, TimeProvider clock) : IEventHandler<PassWithdrawn>
{
    public async Task Handle(PassWithdrawn e, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var pass = await db.PassOf(e.Subject, now, ct);
        if (pass.Withdrawal is not null)
        {
            return;
        }

        pass.Withdraw(e, now);
        if (pass.Billing == PassBilling.Billed)
        {
            await credits.Give(pass, await db.Invoices.SingleAsync(i => i.SourceId == pass.Id && i.Kind == InvoiceKind.Pass, ct), ct);
        }
    }
}
