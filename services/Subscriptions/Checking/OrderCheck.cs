using Contracts.Common.V1;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using Subscriptions.Orders;

namespace Subscriptions.Checking;

/// <summary>Looks at every order, some hundreds at a time, so that memory stays flat.</summary>
internal static class OrderCheck
{
    private const int BatchSize = 500;
    private const int MostListed = 200;

    public static async Task<SelfCheck> Run(SubscriptionsDb db, DateTimeOffset now, CancellationToken ct)
    {
        var check = new SelfCheck { CheckTime = Timestamp.FromDateTimeOffset(now) };
        var last = "";
        while (true)
        {
            var after = last;
            var batch = await db.Subscriptions.AsNoTracking().AsSplitQuery()
                .Include(s => s.Customer).Include(s => s.Lines).Include(s => s.Movements).AsSplitQuery()
                .Where(s => s.Number.CompareTo(after) > 0)
                .OrderBy(s => s.Number)
                .Take(BatchSize)
                .ToListAsync(ct);
            foreach (var order in batch)
            {
                Add(check, order, now);
            }

            if (batch.Count < BatchSize)
            {
                return check;
            }

            last = batch[^1].Number;
        }
    }

    private static void Add(SelfCheck check, Subscription order, DateTimeOffset now)
    {
        check.CheckedCount++;
        foreach (var (rule, detail) in OrderRules.BrokenBy(order, now))
        {
            check.FindingCount++;
            if (check.Findings.Count < MostListed)
            {
                check.Findings.Add(new SelfCheckFinding { Rule = rule, ItemId = order.Id.ToString(), ItemNumber = order.Number, Detail = detail });
            }
        }
    }
}
