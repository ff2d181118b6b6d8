using Billing.Dunning.Links;
using Billing.Dunning.Timing;
using Billing.Invoices;
using Billing.Payments.Charging;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Access;
using ServiceDefaults.DueWork;

namespace Billing.Dunning.Cases;

/// <summary>Does the steps of cases that are due, one of each case at a time.</summary>
internal sealed class AdvanceDunning(TimeProvider clock) : DueWork<BillingDb>
{
    public override string Name => "advance-dunning";

    public override int MaximumBatch => 100;

    public override IQueryable<DueItem> Due(BillingDb db, DateTimeOffset now) =>
        db.DunningCases.Where(c => c.NextStepAt <= now).OrderBy(c => c.NextStepAt).Select(c => new DueItem { Id = c.Id, At = c.NextStepAt!.Value });

    public override Task Handle(BillingDb db, Guid id, DateTimeOffset now, CancellationToken ct) => HandleMany(db, [id], now, ct);

    public override async Task HandleMany(BillingDb db, IReadOnlyList<Guid> ids, DateTimeOffset now, CancellationToken ct)
    {
        var cases = await db.DunningCases.Where(c => ids.Contains(c.Id)).OrderBy(c => c.NextStepAt).ToListAsync(ct);
        var invoices = await db.Invoices.OfCases(ids, ct);
        var customerIds = cases.Select(c => c.CustomerId).ToList();
        var customers = await db.Customers.AsNoTracking().Where(c => customerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var sourceIds = cases.Select(c => c.SourceId).ToList();
        var billings = await db.SubscriptionBillings.AsNoTracking().Where(a => sourceIds.Contains(a.Id)).Select(a => new { a.Id, a.IsClosed, a.IsPaused }).ToDictionaryAsync(a => a.Id, ct);
        var charges = new ChargePlanner(db, clock);
        var times = await Times(db, cases, invoices, now, ct);
        foreach (var due in cases)
        {
            if (customers.TryGetValue(due.CustomerId, out var customer))
            {
                due.Address(customer.Email, customer.Language);
            }

            var open = invoices[due.Id].ToList();
            if (due.RetryWindow(times.LastTries.GetValueOrDefault(due.Id), now) is { } window)
            {
                due.Time(times.Timing.At(window), now);
            }

            RetryTimingKind? timing = due.RetryDate <= CivilTime.DayOf(now, due.CustomerTimeZone) ? null : due.RetryTiming ?? RetryTimingKind.Schedule;
            var service = due.SourceId is { } source && billings.TryGetValue(source, out var billing)
                ? billing.IsClosed ? DunnedServiceState.Ended : billing.IsPaused ? DunnedServiceState.Paused : DunnedServiceState.Running
                : DunnedServiceState.Running;
            switch (due.Advance(open, service, () => PaymentLink.Make(db, due, now), now))
            {
                case DunningAction.Retry:
                    await charges.RetryWhereAllowed(open, Caller.System, timing, ct);
                    break;
                case DunningAction.WriteOff:
                    open.FindAll(i => i.State == InvoiceState.Open).ForEach(i => i.MarkUncollectible("Dunning ended without payment.", Caller.System, now));
                    break;
            }
        }
    }

    /// <summary>What is asked for the time of retries: nothing where none of the cases learns it.</summary>
    private static async Task<(IRetryTiming Timing, Dictionary<Guid, DateTimeOffset?> LastTries)> Times(
        BillingDb db, List<DunningCase> cases, ILookup<Guid, Invoice> invoices, DateTimeOffset now, CancellationToken ct)
    {
        List<DunningCase> learning = [.. cases.Where(c => c.RetryWindow(null, now) is not null)];
        if (learning.Count == 0)
        {
            return (new ScheduledRetryTiming(), []);
        }

        var ids = learning.SelectMany(c => invoices[c.Id]).Select(i => i.Id).ToList();
        var tries = await db.PaymentAttempts.Where(a => ids.Contains(a.InvoiceId)).GroupBy(a => a.InvoiceId)
            .Select(g => new { g.Key, Last = g.Max(a => a.StartedAt) }).ToDictionaryAsync(t => t.Key, t => t.Last, ct);
        return (
            new LearnedRetryTiming(await RetryEvidence.Load(db, now, ct)),
            learning.ToDictionary(c => c.Id, c => invoices[c.Id].Max(i => tries.GetValueOrDefault(i.Id))));
    }
}
