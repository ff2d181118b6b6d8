using Billing.Charging;
using Billing.Dunning.Links;
using Billing.Invoices;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Access;
using ServiceDefaults.DueWork;

namespace Billing.Dunning.Cases;

/// <summary>Does the steps of cases that are due, one of each case at a time.</summary>
internal sealed class AdvanceDunning(TimeProvider clock) : DueWork<BillingDb>
{
    public override string Name => "advance-dunning";

    public override int Together => 100;

    public override IQueryable<DueItem> Due(BillingDb db, DateTimeOffset now) =>
        db.DunningCases.Where(c => c.NextStepAt <= now).OrderBy(c => c.NextStepAt).Select(c => new DueItem { Id = c.Id, At = c.NextStepAt!.Value });

    public override Task Handle(BillingDb db, Guid id, DateTimeOffset now, CancellationToken ct) => HandleTogether(db, [id], now, ct);

    public override async Task HandleTogether(BillingDb db, IReadOnlyList<Guid> ids, DateTimeOffset now, CancellationToken ct)
    {
        var cases = await db.DunningCases.Where(c => ids.Contains(c.Id)).OrderBy(c => c.NextStepAt).ToListAsync(ct);
        var invoices = (await db.Invoices.Where(i => i.DunningCaseId != null && ids.Contains(i.DunningCaseId.Value)).ToListAsync(ct)).ToLookup(i => i.DunningCaseId!.Value);
        var customerIds = cases.Select(c => c.CustomerId).ToList();
        var customers = await db.Customers.AsNoTracking().Where(c => customerIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var sourceIds = cases.Select(c => c.SourceId).ToList();
        var closed = await db.Accounts.Where(a => sourceIds.Contains(a.Id) && a.IsClosed).Select(a => (Guid?)a.Id).ToListAsync(ct);
        var charges = new ChargePlanner(db, clock);
        foreach (var due in cases)
        {
            if (customers.TryGetValue(due.CustomerId, out var customer))
            {
                due.Address(customer.Email, customer.Language);
            }

            var open = invoices[due.Id].ToList();
            switch (due.Advance(open, closed.Contains(due.SourceId), () => PaymentLink.Make(db, due, now), now))
            {
                case DunningAction.Retry:
                    await charges.RetryWhereAllowed(open, Caller.System, ct);
                    break;
                case DunningAction.WriteOff:
                    open.FindAll(i => i.State == InvoiceState.Open).ForEach(i => i.MarkUncollectible("Dunning ended without payment.", Caller.System, now));
                    break;
            }
        }
    }
}
