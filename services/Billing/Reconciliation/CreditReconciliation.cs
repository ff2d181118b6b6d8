using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Reconciliation;

namespace Billing.Reconciliation;

/// <summary>A customer's account credit is the sum of its entries, and never below zero. Balances are read some hundreds at a time.</summary>
internal sealed class CreditReconciliation(BillingDb db)
{
    private const int BatchSize = 500;

    public async Task Run(Findings findings, CancellationToken ct)
    {
        var last = Guid.Empty;
        while (true)
        {
            var after = last;
            var batch = await db.CreditBalances.AsNoTracking().Where(b => b.Id.CompareTo(after) > 0).OrderBy(b => b.Id).Take(BatchSize).ToListAsync(ct);
            List<Guid> ids = [.. batch.Select(b => b.Id)];
            var entries = (await db.CreditEntries.Where(e => ids.Contains(e.BalanceId)).Select(e => new { e.BalanceId, e.Amount }).ToListAsync(ct))
                .ToLookup(e => e.BalanceId, e => e.Amount);
            foreach (var balance in batch)
            {
                var sum = entries[balance.Id].Sum();
                findings.Looked(Guid.Empty, balance.CustomerId.ToString(), balance.Amount == sum && sum >= 0 ? [] :
                    [("CREDIT_LEDGER", string.Create(CultureInfo.InvariantCulture, $"The entries add up to {sum} {balance.Currency}, the balance is {balance.Amount}."))]);
            }

            if (batch.Count < BatchSize)
            {
                return;
            }

            last = batch[^1].Id;
        }
    }
}
