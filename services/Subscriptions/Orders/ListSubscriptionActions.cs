using Contracts.Conversions;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Subscriptions.Customers;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

/// <summary>What the caller can do with an order now, and if not, why: "explained buttons".</summary>
internal sealed class ListSubscriptionActions(OrderStore orders, ActionPolicy policy) : IFeature
{
    public async Task<Wire.ListSubscriptionActionsResponse> Handle(Wire.ListSubscriptionActionsRequest request, Caller caller, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var language = validator.Language("language", request.Language.Length > 0 ? request.Language : Languages.Default);
        validator.ThrowIfFailed();
        var subscription = await orders.Require(request.Id, ct);
        return new Wire.ListSubscriptionActionsResponse { Actions = { await policy.Explain(subscription, caller, language, ct) } };
    }

    public async Task<Wire.ListPortalSubscriptionActionsResponse> Handle(Wire.ListPortalSubscriptionActionsRequest request, Caller caller, CancellationToken ct)
    {
        var language = RequestedLanguage.Read(request.Language);
        var subscription = await orders.RequireOwn(request.Id, caller, ct);
        var actions = await policy.Explain(subscription, caller, language ?? subscription.Customer.Language, ct);
        return new Wire.ListPortalSubscriptionActionsResponse { Actions = { actions } };
    }
}
