using System.Globalization;
using Billing.Dunning.Campaigns;
using Billing.Dunning.Cases;
using Billing.Invoices;
using Billing.Payments.Charging;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Reconciliation;

namespace Billing.Reconciliation;

/// <summary>
/// What has failed is in a case, a case runs as long as something is due, and none was restricted without a notice. What happened a short while ago is passed over, for
/// cases follow events. Cases are read some hundreds at a time.
/// </summary>
internal sealed class DunningReconciliation(BillingDb db, TimeProvider clock)
{
    private const int BatchSize = 500;

    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    public async Task Run(Findings findings, CancellationToken ct)
    {
        var before = clock.GetUtcNow() - Patience;
        await FindMissing(findings, before, ct);
        var last = Guid.Empty;
        while (true)
        {
            var after = last;
            var batch = await db.DunningCases.AsNoTracking().Where(c => c.Id.CompareTo(after) > 0).OrderBy(c => c.Id).Take(BatchSize).ToListAsync(ct);
            var invoices = await db.InvoicesOf(batch, ct);
            var noticed = await Noticed(batch, ct);
            foreach (var looked in batch)
            {
                findings.Looked(Guid.Empty, looked.Number, BrokenBy(looked, [.. invoices[looked.Id]], noticed.Contains(looked.Id), before));
            }

            if (batch.Count < BatchSize)
            {
                return;
            }

            last = batch[^1].Id;
        }
    }

    private static IEnumerable<(string Rule, string Detail)> BrokenBy(DunningCase looked, IReadOnlyList<Invoice> invoices, bool noticed, DateTimeOffset before)
    {
        // An invoice may be due again later, when a close is undone: what it was when the case ended counts.
        var due = invoices.Unpaid().Where(i => i.PendingAttemptId is null && i.UpdatedAt <= looked.EndedAt).ToList();
        if (looked.State == DunningState.Recovered && due.Count > 0)
        {
            yield return ("DUNNING_STILL_DUE", Text($"It is recovered, and {due.Sum(i => i.AmountDue)} {looked.Currency} is due on {due[0].Number}."));
        }

        if (looked.IsRunning && !invoices.Unpaid().Any() && invoices.All(i => i.UpdatedAt < before))
        {
            yield return ("DUNNING_NOTHING_DUE", Text($"It is {looked.State.ToString().ToLowerInvariant()}, and nothing is due on its {invoices.Count} invoices."));
        }

        // One that an earlier case had brought was announced by that.
        if (looked.RestrictedAt < before && looked.RestrictedAt >= looked.CreatedAt && !noticed)
        {
            yield return ("DUNNING_NO_NOTICE", Text($"Service was restricted at {looked.RestrictedAt:u}, and no notice about it was delivered."));
        }
    }

    /// <summary>Those about which a notice has reached a mail server.</summary>
    private async Task<HashSet<Guid>> Noticed(IReadOnlyList<DunningCase> cases, CancellationToken ct)
    {
        List<Guid> restricted = [.. cases.Where(c => c.RestrictedAt is not null).Select(c => c.Id)];
        return restricted.Count == 0 ? [] : [.. await db.Set<DunningEntry>()
            .Where(e => restricted.Contains(e.CaseId) && e.Kind == "delivered" && DunningTemplates.Notices.Contains(e.Template)).Select(e => e.CaseId).ToListAsync(ct)];
    }

    /// <summary>
    /// Invoices of subscriptions that are not closed, whose last charge has failed, and that are in no case. Who may have none is judged as it is now, and so
    /// only where that has not changed since the failure.
    /// </summary>
    private async Task FindMissing(Findings findings, DateTimeOffset before, CancellationToken ct)
    {
        var failed = await (
            from invoice in db.Invoices.AsNoTracking()
            where invoice.State == InvoiceState.Open && invoice.SourceId != null && invoice.DunningCaseId == null && invoice.PendingAttemptId == null
            join billing in db.SubscriptionBillings on invoice.SourceId equals billing.Id
            where billing.Closing == null
            let last = db.PaymentAttempts.Where(a => a.InvoiceId == invoice.Id).OrderByDescending(a => a.Number).FirstOrDefault()
            where last != null && last.State == PaymentAttemptState.Failed && last.CompletedAt < before
            where !db.Customers.Any(c => c.Id == invoice.CustomerId && (c.DunningExempt || c.UpdatedAt > last.CompletedAt))
            select new { Invoice = invoice, billing.PlanId, FailedAt = last.CompletedAt!.Value }).ToListAsync(ct);
        foreach (var plan in failed.Where(f => f.Invoice.AmountDue > 0).GroupBy(f => f.PlanId))
        {
            var campaign = await db.CampaignFor(plan.Key, ct);
            foreach (var missing in plan.Where(f => f.FailedAt > campaign.UpdatedAt && f.Invoice.AmountDue >= campaign.Schedule.ThresholdFor(f.Invoice.Currency)))
            {
                findings.Looked(missing.Invoice.Id, missing.Invoice.Number ?? "",
                    [("DUNNING_NO_CASE", Text($"Its charge failed at {missing.FailedAt:u}, {missing.Invoice.AmountDue} {missing.Invoice.Currency} is due, and no dunning case has it."))]);
            }
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
