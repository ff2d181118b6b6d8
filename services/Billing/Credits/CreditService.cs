using Billing.AccountCredits;
using Billing.Credits.CreditNotes;
using Billing.Invoices;
using Billing.Payments.Charging;
using Contracts.Common.V1;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Paging;
using Wire = Contracts.Billing.V1;

namespace Billing.Credits;

/// <summary>What staff and customers may read alike; whose it may be, the features decide.</summary>
internal sealed class CreditService(BillingDb db, TimeProvider clock)
{
    public async Task<Wire.AccountCredit> Get(Guid customer, CancellationToken ct)
    {
        var balances = await db.CreditBalances.AsNoTracking().Where(b => b.CustomerId == customer).OrderBy(b => b.Currency).ToListAsync(ct);
        return new Wire.AccountCredit
        {
            CustomerId = customer.ToString(),
            Balances = { balances.Select(b => Money.From(b.Amount, b.Currency)) },
            Coming = { await Coming(customer, ct) },
        };
    }

    private async Task<IEnumerable<Wire.ComingAccountCredit>> Coming(Guid customer, CancellationToken ct)
    {
        var invoices = await db.Invoices.AsNoTracking().Where(i => i.CustomerId == customer && i.HasReservedCredit).ToListAsync(ct);
        List<Guid> subscriptions = [.. invoices.Select(i => i.SourceId!.Value).Distinct()];
        var closings = await db.SubscriptionBillings.AsNoTracking().Where(a => subscriptions.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Closing!, ct);
        var now = clock.GetUtcNow();
        return invoices.Select(invoice => (Invoice: invoice, Closing: closings[invoice.SourceId!.Value]))
            .OrderBy(each => each.Closing.UndoUntil).ThenBy(each => each.Invoice.Number, StringComparer.Ordinal)
            .Select(each => new Wire.ComingAccountCredit
            {
                Amount = Money.From(ClosingSplit.Of(each.Invoice, each.Invoice.ReleaseReserved(now), each.Closing.Refunds, now).AccountCredit, each.Invoice.Currency),
                DueTime = each.Closing.UndoUntil is { } due ? Timestamp.FromDateTimeOffset(due) : null,
                InvoiceId = each.Invoice.Id.ToString(),
                InvoiceNumber = each.Invoice.Number,
            })
            .Where(coming => coming.Amount.ToDecimal() > 0);
    }

    public async Task<(IEnumerable<Wire.AccountCreditEntry> Entries, string NextPageToken)> List(
        Guid customer, Audience audience, int pageSize, string pageToken, CancellationToken ct)
    {
        var page = await db.CreditEntries.AsNoTracking().Where(e => e.CustomerId == customer).NewestFirst(pageSize, pageToken, ct);
        return (page.Items.Select(e => e.ToWire(audience)), page.NextPageToken);
    }
}
