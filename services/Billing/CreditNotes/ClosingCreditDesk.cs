using Billing.Accounts;
using Billing.Forgone;
using Billing.Invoices;
using Microsoft.EntityFrameworkCore;

namespace Billing.CreditNotes;

/// <summary>Gives back what a close gives back, as soon as what it is about is invoiced, or is known never to be.</summary>
internal sealed class ClosingCreditDesk(BillingDb db, CreditNoteIssuer credits)
{
    /// <summary>In the caller's transaction. Nothing happens while the close has to wait for an invoice.</summary>
    /// <param name="account">Of a subscription that is closed.</param>
    public async Task Give(SubscriptionAccount account, CancellationToken ct)
    {
        account.GiveBack(await db.PastForgone(account.Id, account.Closing!.Given, ct));
        var closing = account.Closing;
        var invoices = await db.Invoices.GivenBackBy(account.Id, closing).ToListAsync(ct);
        if (closing.BilledBy is { } change && invoices.All(i => i.SourceId != change))
        {
            return;
        }

        foreach (var invoice in invoices)
        {
            await credits.Issue(invoice, closing, ct);
        }
    }
}
