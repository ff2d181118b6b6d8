using Billing.Invoices;
using Contracts.Events;
using ServiceDefaults.Messaging;

namespace Billing.Forgone;

/// <summary>
/// Somebody decided that a period shall not be billed: nothing of it can be given back, so no close waits for its invoice, and neither do the
/// periods after it.
/// </summary>
internal sealed class ForgoPeriod(BillingDb db, TimeProvider clock) : IDiscardHandler<PeriodStarted>, IDiscardHandler<PeriodsStarted>
{
    public Task Discarded(PeriodStarted e, CancellationToken ct) => Forgo([e], ct);

    public Task Discarded(PeriodsStarted e, CancellationToken ct) => Forgo(e.Periods, ct);

    private async Task Forgo(IReadOnlyList<PeriodStarted> periods, CancellationToken ct)
    {
        var unbilled = await db.WithoutInvoice(periods, ct);
        db.ForgoneInvoices.AddRange(unbilled.Select(e => ForgoneInvoice.Of(e, clock.GetUtcNow())));
    }
}
