using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using ServiceDefaults.Paging;
using ServiceDefaults.Search;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Customers;

internal sealed class ListCustomers(SubscriptionsDb db, EmailStatuses statuses) : IFeature
{
    public async Task<Wire.ListCustomersResponse> Handle(Wire.ListCustomersRequest request, CancellationToken ct)
    {
        var customers = await db.Customers.AsNoTracking().Matching(db, request.Query, ct);
        if (MailAddressText.Key(request.Email) is { Length: > 0 } email)
        {
            customers = customers.Where(c => c.EmailKey == email);
        }

        var page = await customers.NewestFirst(request.PageSize, request.PageToken, ct);
        var bounced = await statuses.Bounced([.. page.Items.Select(c => c.Id)], ct);
        return new Wire.ListCustomersResponse
        {
            Customers = { page.Items.Select(c => c.ToWire(bounced.GetValueOrDefault(c.Id))) }, NextPageToken = page.NextPageToken,
        };
    }
}
