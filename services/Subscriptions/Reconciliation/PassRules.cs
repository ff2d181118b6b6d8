using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Reconciliation;
using Subscriptions.Passes;

namespace Subscriptions.Reconciliation;

/// <summary>What holds for every pass at every moment: its ledger explains what is left, and its visits what was used (domain.md C13).</summary>
internal static class PassRules
{
    private const int BatchSize = 500;

    /// <summary>Due work may wait for a process that is down; not this long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    public static async Task Reconcile(SubscriptionsDb db, Findings findings, DateTimeOffset now, CancellationToken ct)
    {
        var last = 0;
        while (true)
        {
            var after = last;
            var batch = await db.Passes.AsNoTracking().Where(p => p.Serial > after).OrderBy(p => p.Serial).Take(BatchSize)
                .Select(p => new
                {
                    p.Id,
                    p.Number,
                    p.Serial,
                    p.State,
                    p.RemainingClasses,
                    p.UsedClasses,
                    p.NextStepAt,
                    Balance = db.PassEntries.Where(e => e.PassId == p.Id).Sum(e => e.Classes),
                    Visited = db.Visits.Where(v => v.PassId == p.Id).Sum(v => v.Classes),
                }).ToListAsync(ct);
            foreach (var pass in batch)
            {
                findings.Looked(pass.Id, pass.Number, BrokenBy(pass.State, pass.RemainingClasses, pass.Balance, pass.UsedClasses, pass.Visited, pass.NextStepAt, now));
            }

            if (batch.Count < BatchSize)
            {
                return;
            }

            last = batch[^1].Serial;
        }
    }

    private static IEnumerable<(string Rule, string Detail)> BrokenBy(
        PassState state, int remaining, int balance, int used, int visited, DateTimeOffset? nextStepAt, DateTimeOffset now)
    {
        if (remaining != balance || remaining < 0)
        {
            yield return ("PASS_LEDGER", Text($"{remaining} classes are left, and its ledger adds up to {balance}."));
        }

        if (used != visited)
        {
            yield return ("PASS_VISITS", Text($"{used} classes are used, and its visits used {visited}."));
        }

        if (remaining == 0 && state.IsHeld())
        {
            yield return ("PASS_STATE", Text($"It is {state.Code()}, and no class is left."));
        }

        if (nextStepAt < now - Patience)
        {
            yield return ("PASS_LATE", Text($"Its next step is due since {nextStepAt:u}."));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
