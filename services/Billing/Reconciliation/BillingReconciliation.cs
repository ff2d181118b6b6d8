using Contracts.Common.V1;
using ServiceDefaults.Reconciliation;

namespace Billing.Reconciliation;

/// <summary>Everything that Billing's own figures must agree on.</summary>
internal sealed class BillingReconciliation(InvoiceReconciliation invoices, PeriodReconciliation periods, NumberReconciliation numbers, CreditReconciliation credits, CoverageReconciliation coverage, PassReconciliation passes, DunningReconciliation dunning, TimeProvider clock) : IReconciliation
{
    public async Task<SelfCheck> Run(CancellationToken ct)
    {
        var findings = new Findings(clock.GetUtcNow());
        await invoices.Run(findings, ct);
        await periods.Run(findings, ct);
        await numbers.Run(findings, ct);
        await credits.Run(findings, ct);
        await coverage.Run(findings, ct);
        await passes.Run(findings, ct);
        await dunning.Run(findings, ct);
        return findings.Check;
    }
}
