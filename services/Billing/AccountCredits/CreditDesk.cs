using Billing.Invoices;
using Contracts.Common.V1;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Paging;
using Wire = Contracts.Billing.V1;

namespace Billing.AccountCredits;

/// <summary>What staff and customers may read alike; whose it may be, the features decide.</summary>
internal sealed class CreditDesk(BillingDb db)
{
    public async Task<Wire.AccountCredit> Get(Guid customer, CancellationToken ct)
    {
        var balances = await db.CreditBalances.AsNoTracking().Where(b => b.CustomerId == customer).OrderBy(b => b.Currency).ToListAsync(ct);
        return new Wire.AccountCredit { CustomerId = customer.ToString(), Balances = { balances.Select(b => Money.From(b.Amount, b.Currency)) } };
    }

    public async Task<(IEnumerable<Wire.AccountCreditEntry> Entries, string NextPageToken)> List(
        Guid customer, Audience audience, int pageSize, string pageToken, CancellationToken ct)
    {
        var page = await db.CreditEntries.AsNoTracking().Where(e => e.CustomerId == customer).NewestFirst(pageSize, pageToken, ct);
        return (page.Items.Select(e => e.ToWire(audience)), page.NextPageToken);
    }
}
