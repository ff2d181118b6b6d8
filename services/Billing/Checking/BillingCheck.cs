using Contracts.Common.V1;
using ServiceDefaults.Checking;

namespace Billing.Checking;

/// <summary>Everything that Billing's own figures must agree on.</summary>
internal sealed class BillingCheck(InvoiceCheck invoices, PeriodCheck periods, NumberCheck numbers, CreditCheck credits, CoverageCheck coverage, PassCheck passes, DunningCheck dunning, TimeProvider clock) : ISelfCheck
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
