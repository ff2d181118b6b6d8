using System.Diagnostics.Metrics;
using Contracts.Common.V1;
using Contracts.Events;
using Contracts.Plans.V1;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Reconciliation;
using Subscriptions.Catalogue;

namespace Subscriptions.Reconciliation;

/// <summary>
/// Compares what this service keeps of plans and products with Plans itself, outside of any transaction. What is behind has missed an event: it is delivered once more to the
/// handlers that keep the copies.
/// </summary>
internal sealed class CatalogueReconciliation(
    SubscriptionsDb db,
    [FromKeyedServices(SubscriptionsModule.Name)] PlanService.PlanServiceClient plans,
    [FromKeyedServices(SubscriptionsModule.Name)] ProductService.ProductServiceClient products,
    TimeProvider clock) : IReconciliation
{
    private const int PageSize = 200;

    public static readonly Gauge<int> Stale = new Meter("Subscriptions").CreateGauge<int>(
        "subscriptions.catalogue.stale", description: "Copies of plans and products that the last daily check found behind, and mended");

    public async Task<SelfCheck> Run(CancellationToken ct)
    {
        var findings = new Findings(clock.GetUtcNow());
        await ComparePlans(findings, ct);
        await CompareProducts(findings, ct);
        await db.SaveChangesAsync(ct);
        return findings.Check;
    }

    private async Task ComparePlans(Findings findings, CancellationToken ct)
    {
        var token = "";
        do
        {
            var page = await plans.ListPlansAsync(new ListPlansRequest { IncludeArchived = true, PageSize = PageSize, PageToken = token }, cancellationToken: ct);
            var events = page.Plans.Select(plan => plan.Announcement()).ToList();
            var ids = events.Select(e => e.AggregateId).ToList();
            // Two are kept of each; the one that is further behind counts.
            var known = await db.Plans.Where(p => ids.Contains(p.Id))
                .Join(db.GrantingPlans, p => p.Id, g => g.Id, (p, g) => new { p.Id, Revision = p.Revision < g.Revision ? p.Revision : g.Revision })
                .ToDictionaryAsync(p => p.Id, p => p.Revision, ct);
            events.ForEach(e => Compare(e, e.Name, e.Revision, known, findings));
            token = page.NextPageToken;
        }
        while (token.Length > 0);
    }

    private async Task CompareProducts(Findings findings, CancellationToken ct)
    {
        var token = "";
        do
        {
            var page = await products.ListProductsAsync(new ListProductsRequest { IncludeArchived = true, PageSize = PageSize, PageToken = token }, cancellationToken: ct);
            var events = page.Products.Select(product => product.Announcement()).ToList();
            var ids = events.Select(e => e.AggregateId).ToList();
            var known = await db.Products.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Revision, ct);
            events.ForEach(e => Compare(e, e.Name, e.Revision, known, findings));
            token = page.NextPageToken;
        }
        while (token.Length > 0);
    }

    private void Compare(IEvent e, IReadOnlyDictionary<string, string> name, int revision, Dictionary<Guid, int> known, Findings findings)
    {
        var kept = known.GetValueOrDefault(e.AggregateId);
        var stale = kept < revision;
        findings.Looked(e.AggregateId, name["en"], stale ? [("STALE_COPY", $"Its copy has revision {kept}, Plans has {revision}; the copy is being mended.")] : []);
        if (stale)
        {
            db.DeliverAgain(e);
        }
    }
}
