using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using ServiceDefaults.Paging;
using ServiceDefaults.Search;
using Wire = Contracts.Billing.V1;

namespace Billing.Invoices;

internal sealed class ListInvoices(BillingDb db) : IFeature
{
    public async Task<Wire.ListInvoicesResponse> Handle(Wire.ListInvoicesRequest request, CancellationToken ct)
    {
        var invoices = db.Invoices.AsNoTracking();
        if (request.SubscriptionId.Length > 0)
        {
            var subscription = FieldValidator.RequireId("subscription_id", request.SubscriptionId);
            invoices = invoices.Where(i => i.SourceId == subscription);
        }

        if (request.PassId.Length > 0)
        {
            var pass = FieldValidator.RequireId("pass_id", request.PassId);
            invoices = invoices.Where(i => i.SourceId == pass);
        }

        if (request.CustomerId.Length > 0)
        {
            var customer = FieldValidator.RequireId("customer_id", request.CustomerId);
            invoices = invoices.Where(i => i.CustomerId == customer);
        }

        if (request.States.Count > 0)
        {
            var states = InvoiceWire.Read(request.States);
            invoices = invoices.Where(i => states.Contains(i.State));
        }

        var validator = new FieldValidator();
        var from = validator.CivilDate("issued_from", request.IssuedFrom);
        var to = validator.CivilDate("issued_to", request.IssuedTo);
        validator.ThrowIfFailed();
        if (from is not null)
        {
            invoices = invoices.Where(i => i.IssueDate >= from);
        }

        if (to is not null)
        {
            invoices = invoices.Where(i => i.IssueDate <= to);
        }

        invoices = await invoices.Matching(db, request.Query, ct);
        var page = await invoices.NewestFirst(request.PageSize, request.PageToken, ct);
        return new Wire.ListInvoicesResponse { Invoices = { await db.View(page.Items, Audience.Staff, ct) }, NextPageToken = page.NextPageToken };
    }
}
