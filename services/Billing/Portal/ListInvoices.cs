using Billing.Invoices;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using ServiceDefaults.Paging;
using Wire = Contracts.Billing.V1;

namespace Billing.Portal;

internal sealed class ListInvoices(BillingDb db) : IFeature
{
    public async Task<Wire.ListPortalInvoicesResponse> Handle(Wire.ListPortalInvoicesRequest request, Caller caller, CancellationToken ct)
    {
        var invoices = db.Invoices.AsNoTracking().OwnFinal(caller);
        if (request.SubscriptionId.Length > 0)
        {
            // Another customer's subscription, one without invoices and one that does not exist answer alike: with nothing.
            var subscription = FieldValidator.RequireId("subscription_id", request.SubscriptionId);
            invoices = invoices.Where(i => i.SourceId == subscription);
        }

        if (request.PassId.Length > 0)
        {
            var pass = FieldValidator.RequireId("pass_id", request.PassId);
            invoices = invoices.Where(i => i.SourceId == pass);
        }

        var page = await invoices.NewestFirst(request.PageSize, request.PageToken, ct);
        return new Wire.ListPortalInvoicesResponse { Invoices = { await db.View(page.Items, Audience.Customer, ct) }, NextPageToken = page.NextPageToken };
    }
}
