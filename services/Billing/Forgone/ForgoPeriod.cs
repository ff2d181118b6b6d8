using Contracts.Events;
using ServiceDefaults.Messaging;

namespace Billing.Forgone;

/// <summary>Somebody decided that a period shall not be billed: nothing of it can be given back, so no close waits for its invoice.</summary>
internal sealed class ForgoPeriod(BillingDb db, TimeProvider clock) : IDiscardHandler<PeriodStarted>, IDiscardHandler<PeriodsStarted>
{
    public Task Discarded(PeriodStarted e, CancellationToken ct)
    {
        db.ForgoneInvoices.Add(ForgoneInvoice.Of(e, clock.GetUtcNow()));
        return Task.CompletedTask;
    }

    public Task Discarded(PeriodsStarted e, CancellationToken ct)
    {
        db.ForgoneInvoices.AddRange(e.Periods.Select(each => ForgoneInvoice.Of(each, clock.GetUtcNow())));
        return Task.CompletedTask;
    }
}
