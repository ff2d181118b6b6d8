using Contracts.Common.V1;
using Contracts.Plans.V1;
using Grpc.Core;
using ServiceDefaults.Errors;
using Subscriptions.Time;

namespace Subscriptions.Orders;

/// <summary>Questions to the Plans service.</summary>
public sealed class Catalogue(
    [FromKeyedServices(SubscriptionsModule.Name)] PlanService.PlanServiceClient plans,
    [FromKeyedServices(SubscriptionsModule.Name)] ProductService.ProductServiceClient products)
{
    /// <summary>Asked at every look, so that a change of a switch takes effect at once (domain.md A1.3).</summary>
    public async Task<Plan> Plan(Guid planId, CancellationToken ct) =>
        await plans.GetPlanAsync(new GetPlanRequest { Id = planId.ToString() }, cancellationToken: ct);

    /// <exception cref="Refusal">INVALID_ARGUMENT on <paramref name="field"/> when there is none.</exception>
    public async Task<Plan> RequirePlan(string field, string id, CancellationToken ct)
    {
        try
        {
            return await plans.GetPlanAsync(new GetPlanRequest { Id = id }, cancellationToken: ct);
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.NotFound or StatusCode.InvalidArgument)
        {
            throw Refusal.Field(field, "UNKNOWN", "is not the id of a plan.");
        }
    }

    /// <summary>What is offered in a currency, archived plans left out.</summary>
    public async Task<IReadOnlyList<Plan>> Offered(string currency, CancellationToken ct)
    {
        var offered = new List<Plan>();
        var token = "";
        do
        {
            var page = await plans.ListPlansAsync(new ListPlansRequest { PageSize = 200, PageToken = token }, cancellationToken: ct);
            offered.AddRange(page.Plans.Where(plan => plan.Price.CurrencyCode == currency));
            token = page.NextPageToken;
        }
        while (token.Length > 0);

        return offered;
    }

    /// <exception cref="Refusal">INVALID_ARGUMENT on <paramref name="field"/> when there is none.</exception>
    public async Task<Product> RequireProduct(string field, string id, CancellationToken ct)
    {
        try
        {
            return await products.GetProductAsync(new GetProductRequest { Id = id }, cancellationToken: ct);
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.NotFound or StatusCode.InvalidArgument)
        {
            throw Refusal.Field(field, "UNKNOWN", "is not the id of a product.");
        }
    }

    public static BillingPeriod PeriodOf(Plan plan) => new(
        plan.BillingPeriod.Unit switch
        {
            IntervalUnit.Day => PeriodUnit.Day,
            IntervalUnit.Week => PeriodUnit.Week,
            IntervalUnit.Month => PeriodUnit.Month,
            _ => PeriodUnit.Year,
        },
        plan.BillingPeriod.Count,
        plan.BillingPeriod.Calendar == BillingCalendar.Persian ? PeriodCalendar.Persian : PeriodCalendar.Gregorian);
}
