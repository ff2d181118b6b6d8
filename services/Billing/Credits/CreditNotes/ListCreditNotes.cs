using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using ServiceDefaults.Paging;
using ServiceDefaults.Search;
using Wire = Contracts.Billing.V1;

namespace Billing.Credits.CreditNotes;

internal sealed class ListCreditNotes(BillingDb db) : IFeature
{
    public async Task<Wire.ListCreditNotesResponse> Handle(Wire.ListCreditNotesRequest request, CancellationToken ct)
    {
        var notes = db.CreditNotes.AsNoTracking();
        if (request.SubscriptionId.Length > 0)
        {
            var subscription = FieldValidator.RequireId("subscription_id", request.SubscriptionId);
            notes = notes.Where(n => n.SourceId == subscription);
        }

        if (request.InvoiceId.Length > 0)
        {
            var invoice = FieldValidator.RequireId("invoice_id", request.InvoiceId);
            notes = notes.Where(n => n.InvoiceId == invoice);
        }

        notes = await notes.Matching(db, request.Query, ct);
        var page = await notes.NewestFirst(request.PageSize, request.PageToken, ct);
        return new Wire.ListCreditNotesResponse { CreditNotes = { page.Items.Select(n => n.ToWire()) }, NextPageToken = page.NextPageToken };
    }
}
