using Contracts.Plans.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Errors;

namespace Subscriptions.Catalogue;

/// <summary>
/// What is for sale, as this service knows it by its own copies. Plans is asked only about what is not known yet, such as a plan that was created a moment ago. Within a
/// call every answer about a plan is the same.
/// </summary>
internal sealed class PlanCatalogue(
    SubscriptionsDb db,
    PlanCache cache,
    [FromKeyedServices(SubscriptionsModule.Name)] PlanService.PlanServiceClient plans,
    [FromKeyedServices(SubscriptionsModule.Name)] ProductService.ProductServiceClient products,
    TimeProvider clock)
{
    private readonly Dictionary<Guid, (PlanCopy Plan, bool SelfServiceEnabled)> _looked = [];

    public async Task<PlanCopy> Plan(Guid planId, CancellationToken ct) => (await Look(planId, ct)).Plan;

    /// <summary>With whether the business lets customers manage their subscriptions at all.</summary>
    public async Task<(PlanCopy Plan, bool SelfServiceEnabled)> Look(Guid planId, CancellationToken ct)
    {
        if (!_looked.TryGetValue(planId, out var look))
        {
            _looked[planId] = look = await cache.Find(db, planId, ct)
                ?? (await Ask(planId, ct), !await db.Settings.AnyAsync(s => !s.SelfServiceEnabled, ct));
        }

        return look;
    }

    /// <exception cref="DomainException">INVALID_ARGUMENT on <paramref name="field"/> when there is none.</exception>
    public async Task<PlanCopy> RequirePlan(string field, string id, CancellationToken ct)
    {
        var refusal = DomainException.InvalidArgument(field, "UNKNOWN", "is not the id of a plan.");
        try
        {
            return Guid.TryParseExact(id, "D", out var planId) ? await Plan(planId, ct) : throw refusal;
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.NotFound)
        {
            throw refusal;
        }
    }

    /// <summary>What is offered in a currency, archived plans left out.</summary>
    public async Task<IReadOnlyList<PlanCopy>> Offered(string currency, CancellationToken ct) =>
        await db.Plans.AsNoTracking().Where(p => p.Currency == currency && !p.Archived).ToListAsync(ct);

    /// <exception cref="DomainException">INVALID_ARGUMENT on <paramref name="field"/> when there is none.</exception>
    public async Task<ProductCopy> RequireProduct(string field, string id, CancellationToken ct)
    {
        var refusal = DomainException.InvalidArgument(field, "UNKNOWN", "is not the id of a product.");
        if (!Guid.TryParseExact(id, "D", out var productId))
        {
            throw refusal;
        }

        if (await db.Products.AsNoTracking().FirstOrDefaultAsync(p => p.Id == productId, ct) is { } known)
        {
            return known;
        }

        try
        {
            var product = await products.GetProductAsync(new GetProductRequest { Id = id }, cancellationToken: ct);
            return ProductCopy.Create(product.Announcement(), clock.GetUtcNow());
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.NotFound)
        {
            throw refusal;
        }
    }

    private async Task<PlanCopy> Ask(Guid planId, CancellationToken ct)
    {
        var plan = await plans.GetPlanAsync(new GetPlanRequest { Id = planId.ToString() }, cancellationToken: ct);
        return PlanCopy.Create(plan.Announcement(), clock.GetUtcNow());
    }
}
