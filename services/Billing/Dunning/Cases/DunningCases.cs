using Billing.Accounts;
using Billing.Dunning.Campaigns;
using Billing.Invoices;
using Billing.Numbering;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;

namespace Billing.Dunning.Cases;

/// <summary>Opens cases and takes invoices into them, in the caller's transaction; the caller saves.</summary>
internal sealed class DunningCases(BillingDb db, NumberAllocator numbers)
{
    /// <summary>
    /// The invoice becomes part of the case of its subscription, which is opened where none runs. Whoever does the same for another invoice of the
    /// subscription at this moment collides on its account, and sees the case when it is repeated.
    /// </summary>
    public async Task Take(Invoice invoice, DunningCause cause, bool methodMustChange, DateTimeOffset now, CancellationToken ct)
    {
        var billing = invoice.SourceId is { } source ? await db.BillingOf(source, now, ct) : null;
        var own = await Case(invoice.DunningCaseId, ct);
        var running = own is { IsOver: false } ? own : await Case(billing?.DunningCaseId, ct);
        if (running is { IsRunning: true } || (running is { State: DunningState.Exhausted } && invoice.DunningCaseId == running.Id))
        {
            TakeOver(running, own);
            invoice.JoinDunning(running.Id, now);
            running.Failed(cause, methodMustChange, now);
            return;
        }

        if (await db.Customers.AsNoTracking().FirstOrDefaultAsync(c => c.Id == invoice.CustomerId, ct) is { DunningExempt: true })
        {
            return;
        }

        var unpaid = await Unpaid(invoice, ct);
        var campaign = await db.CampaignFor(billing?.PlanId, ct);
        var due = unpaid.Sum(i => i.AmountDue);
        if (due < campaign.Schedule.ThresholdFor(invoice.Currency))
        {
            return;
        }

        var schedule = ShortenedSchedule.Of(
            invoice.SourceKind == SubjectKinds.Subscription ? campaign.Schedule : campaign.Schedule.WithoutService(), CivilTime.DayOf(now, invoice.CustomerTimeZone), billing?.PeriodDays is > 0 and var days ? days : null, await ClosingDay(billing, unpaid, ct));
        var (number, _) = await numbers.Next(NumberSeries.DunningCases, ct);
        var opened = DunningCase.Open(invoice, number, cause, methodMustChange, campaign, schedule, due, now);
        db.DunningCases.Add(opened);
        await TakeOver(opened, unpaid, ct);
        unpaid.ForEach(i => i.JoinDunning(opened.Id, now));
        billing?.OpenDunning(opened.Id, now);
        opened.Count("opened");
    }

    /// <summary>
    /// The invoice, and what else its subscription owes: what was in a case that has ended, also by its final action, and what is due for longer than it was given
    /// to pay. Those of a case that runs stay its own.
    /// </summary>
    private async Task<List<Invoice>> Unpaid(Invoice invoice, CancellationToken ct)
    {
        var today = CivilTime.DayOf(invoice.UpdatedAt, invoice.CustomerTimeZone);
        var others = invoice.SourceId is null ? [] : await db.Invoices
            .Where(i => i.SourceId == invoice.SourceId && i.Id != invoice.Id && i.State == InvoiceState.Open)
            .Where(i => i.DunningCaseId == null
                ? i.DueDate < today
                : !db.DunningCases.Any(c => c.Id == i.DunningCaseId && (c.State == DunningState.Active || c.State == DunningState.Paused)))
            .OrderBy(i => i.CreatedAt).ToListAsync(ct);
        return [invoice, .. others.Where(i => i.AmountDue > 0)];
    }

    /// <summary>Cases whose final action was taken, or that had ended with something due, and whose invoices it takes, end as it does.</summary>
    private async Task TakeOver(DunningCase opened, List<Invoice> unpaid, CancellationToken ct)
    {
        var ids = unpaid.Select(i => i.DunningCaseId).Where(id => id is not null).ToList();
        foreach (var earlier in await db.DunningCases.Where(c => ids.Contains(c.Id)).ToListAsync(ct))
        {
            TakeOver(opened, earlier);
        }
    }

    /// <summary>One that has nothing to do with the invoice any more takes no part.</summary>
    private static void TakeOver(DunningCase later, DunningCase? earlier)
    {
        if (earlier is not null && earlier.Id != later.Id && earlier.State is DunningState.Exhausted or DunningState.Resolved)
        {
            later.TakeOver(earlier);
        }
    }

    private async Task<DunningCase?> Case(Guid? id, CancellationToken ct) => id is null ? null : await db.DunningCases.FirstOrDefaultAsync(c => c.Id == id, ct);

    /// <summary>The day on which the plan closes what is unpaid, counted from the earliest due date (domain.md C10); null where it does not.</summary>
    private async Task<DateOnly?> ClosingDay(SubscriptionBilling? billing, IReadOnlyList<Invoice> unpaid, CancellationToken ct)
    {
        if (billing?.PlanId is not { } planId)
        {
            return null;
        }

        var closeAfter = await db.Plans.Where(p => p.Id == planId).Select(p => p.CloseAfterUnpaidDays).FirstOrDefaultAsync(ct);
        return closeAfter > 0 ? unpaid.Min(i => i.DueDate!.Value).AddDays(closeAfter) : null;
    }
}
