using Billing.Invoices;
using Microsoft.EntityFrameworkCore;

namespace Billing.Forgone;

/// <summary>What a close or a change gives back, and of what.</summary>
/// <param name="Credit">none, prorated or full.</param>
/// <param name="PeriodStart">Of the period; null when none ran.</param>
/// <param name="BilledBy">Source of the invoice that bills the rest of it; null: its own.</param>
/// <param name="UnusedFrom">First day that is given back.</param>
internal sealed record GivenBack(string Credit, DateOnly? PeriodStart, Guid? BilledBy, DateOnly UnusedFrom);

internal static class ForgoneInvoices
{
    /// <summary>The same, looked for in what is billed in fact, where changes of it were discarded.</summary>
    public static async Task<GivenBack> PastForgone(this BillingDb db, Guid subscription, GivenBack asked, CancellationToken ct)
    {
        if (asked.BilledBy is null)
        {
            return asked;
        }

        var forgone = await db.ForgoneInvoices.AsNoTracking().Where(f => f.SubscriptionId == subscription && f.SourceId != null).ToListAsync(ct);
        // Each change names an earlier one, so this ends.
        while (asked.BilledBy is { } change && forgone.Find(f => f.SourceId == change) is { } instead)
        {
            asked = instead.Instead(asked);
        }

        return asked;
    }

    /// <summary>The invoice whose days a change gives back; null while it is not there yet.</summary>
    public static async Task<Invoice?> BillingRestOf(this BillingDb db, Guid subscription, DateOnly start, Guid? source, CancellationToken ct)
    {
        var billed = await db.PastForgone(subscription, new GivenBack(CreditNotes.ClosingCredit.Prorated, start, source, default), ct);
        return await db.Invoices.BillingRestOf(subscription, billed.PeriodStart, billed.BilledBy).FirstOrDefaultAsync(ct);
    }
}
