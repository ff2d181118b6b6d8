using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Paging;
using Subscriptions.Customers;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders.Portal;

/// <summary>A customer's own orders: GetSubscription and ListSubscriptions of the portal.</summary>
internal sealed class PortalSubscriptions(OrderStore orders) : IFeature
{
    public async Task<Wire.PortalSubscription> Handle(Wire.GetPortalSubscriptionRequest request, Caller caller, CancellationToken ct) =>
        (await orders.RequireOwn(request.Id, caller, ct)).ToPortal(RequestedLanguage.Read(request.Language));

    public async Task<Wire.ListPortalSubscriptionsResponse> Handle(Wire.ListPortalSubscriptionsRequest request, Caller caller, CancellationToken ct)
    {
        var language = RequestedLanguage.Read(request.Language);
        var page = await orders.Visible(caller.RequiredCustomerId).AsNoTracking().NewestFirst(request.PageSize, request.PageToken, ct);
        return new Wire.ListPortalSubscriptionsResponse { Subscriptions = { page.Items.Select(s => s.ToPortal(language)) }, NextPageToken = page.NextPageToken };
    }
}
