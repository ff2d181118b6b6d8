using Microsoft.EntityFrameworkCore;
using Contracts.Conversions;
using ServiceDefaults;
using ServiceDefaults.Access;
using Subscriptions.Customers;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.CloseReasons;

internal sealed class ListCloseReasons(SubscriptionsDb db) : IFeature
{
    public async Task<Wire.ListCloseReasonsResponse> Handle(Wire.ListCloseReasonsRequest request, CancellationToken ct)
    {
        var page = await db.InOrder(request.IncludeRetired, includeSystem: true, request.PageSize, request.PageToken, ct);
        return new Wire.ListCloseReasonsResponse { CloseReasons = { page.Items.Select(r => r.ToWire()) }, NextPageToken = page.NextPageToken };
    }

    /// <summary>What a customer chooses from, in the language asked for or the customer's own.</summary>
    public async Task<Wire.ListPortalCloseReasonsResponse> Handle(Wire.ListPortalCloseReasonsRequest request, Caller caller, CancellationToken ct)
    {
        var customerId = caller.RequiredCustomerId;
        var language = RequestedLanguage.Read(request.Language) ?? await db.Customers.Where(c => c.Id == customerId).Select(c => c.Language).FirstOrDefaultAsync(ct) ?? Languages.Default;
        var page = await db.InOrder(includeRetired: false, includeSystem: false, request.PageSize, request.PageToken, ct);
        var response = new Wire.ListPortalCloseReasonsResponse { NextPageToken = page.NextPageToken };
        response.CloseReasons.Add(page.Items.Select(r =>
            new Wire.PortalCloseReason { Id = r.Id.ToString(), Label = r.Label.In(language), CommentRequired = r.CommentRequired }));
        return response;
    }
}
