using System.Globalization;
using Billing.CreditNotes;
using Billing.Invoices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ServiceDefaults.Checking;

namespace Billing.Checking;

/// <summary>No close waits for long for the invoice of which it gives something back. Only what waits is read.</summary>
internal sealed class ClosingCreditCheck(BillingDb db, IOptions<BillingOptions> options, TimeProvider clock)
{
    public async Task Run(Findings findings, CancellationToken ct)
    {
        var before = clock.GetUtcNow() - options.Value.ClosingCreditOverdueAfter;
        var waiting = await db.Accounts.AsNoTracking()
            .Where(a => a.Closing != null && a.Closing.Credit != ClosingCredit.None && a.Closing.PeriodStart != null
                && a.Closing.HeardAt < before
                && !db.Invoices.Any(i => i.SubscriptionId == a.Id
                    && (a.Closing.BilledBy == null ? i.Kind == InvoiceKind.Period && i.PeriodStart == a.Closing.PeriodStart : i.SourceId == a.Closing.BilledBy))
                && !db.ForgoneInvoices.Any(f => f.SubscriptionId == a.Id && f.SourceId == null && a.Closing.BilledBy == null && f.PeriodStart == a.Closing.PeriodStart))
            .OrderBy(a => a.Id)
            .Select(a => new
            {
                a.Id,
                Closing = a.Closing!,
                Number = db.Invoices.Where(i => i.SubscriptionId == a.Id).Select(i => i.SubscriptionNumber).FirstOrDefault(),
            })
            .ToListAsync(ct);
        foreach (var order in waiting)
        {
            var closing = order.Closing;
            findings.Looked(Guid.Empty, order.Number ?? order.Id.ToString(), [("CLOSING_CREDIT_WAITS", string.Create(
                CultureInfo.InvariantCulture,
                $"What its close gives back ({closing.Credit}, from {closing.EndDate:yyyy-MM-dd} on) waits for the invoice {Awaited(closing)}."))]);
        }
    }

    private static string Awaited(Accounts.ClosingTerms closing) => closing.BilledBy is { } change
        ? $"of the change {change} within the period that began on {closing.PeriodStart:yyyy-MM-dd}: look for its SubscriptionChanged in the parked work"
        : $"of the period that began on {closing.PeriodStart:yyyy-MM-dd}: look for its PeriodStarted in the parked work";
}
