using Contracts.Common.V1;
using Contracts.Conversions;
using ServiceDefaults;
using ServiceDefaults.Access;
using Subscriptions.Catalogue;
using Subscriptions.Customers;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders.Portal;

/// <summary>What a customer can change an own subscription to.</summary>
internal sealed class GetPlanChoices(OrderStore orders, PlanCatalogue catalogue) : IFeature
{
    public async Task<Wire.PortalPlanChoices> Handle(Wire.GetPortalPlanChoicesRequest request, Caller caller, CancellationToken ct)
    {
        var language = RequestedLanguage.Read(request.Language);
        var subscription = await orders.LookAtOwn(request.Id, caller, ct);
        var switches = (await catalogue.Plan(subscription.PlanId, ct)).SelfService;
        var offered = switches.PlanChangeable ? await catalogue.Offered(subscription.Currency, ct) : [];
        return new Wire.PortalPlanChoices
        {
            QuantityChangeable = switches.QuantityChangeable,
            Plans =
            {
                offered.Where(plan => ChangeRequests.IsChoice(plan, subscription)).OrderBy(plan => plan.Price).ThenBy(plan => plan.Id)
                    .Select(plan => new Wire.PortalPlanChoice
                    {
                        Id = plan.Id.ToString(),
                        Name = plan.Name.In(language ?? subscription.Customer.Language),
                        BillingPeriod = plan.BillingPeriod.ToWire(),
                        Price = Money.From(plan.Price, plan.Currency),
                    }),
            },
        };
    }
}
