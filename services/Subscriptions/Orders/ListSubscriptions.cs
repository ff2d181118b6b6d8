using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using ServiceDefaults.Paging;
using ServiceDefaults.Search;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

internal sealed class ListSubscriptions(SubscriptionsDb db, OrderStore orders) : IFeature
{
    public async Task<Wire.ListSubscriptionsResponse> Handle(Wire.ListSubscriptionsRequest request, CancellationToken ct)
    {
        var found = orders.Whole.AsNoTracking();
        if (request.CustomerId.Length > 0)
        {
            var customerId = FieldValidator.RequireId("customer_id", request.CustomerId);
            found = found.Where(s => s.CustomerId == customerId);
        }

        if (request.Stages.Count > 0)
        {
            var stages = request.Stages.Select(s => s.ToDomain() ?? throw DomainException.InvalidArgument("stages", "UNKNOWN", "names a stage that does not exist.")).ToList();
            // One stage is what screens ask for, and then the rows of the index are in the list's order already.
            found = stages.Count == 1 ? found.Where(s => s.Stage == stages[0]) : found.Where(s => stages.Contains(s.Stage));
        }

        found = await found.Matching(db, request.Query, ct);
        var page = await found.NewestFirst(request.PageSize, request.PageToken, ct);
        return new Wire.ListSubscriptionsResponse { Subscriptions = { page.Items.Select(s => s.ToWire()) }, NextPageToken = page.NextPageToken };
    }
}
