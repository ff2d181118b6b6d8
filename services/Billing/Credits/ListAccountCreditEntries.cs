using Billing.Invoices;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Credits;

internal sealed class ListAccountCreditEntries(CreditService credits) : IFeature
{
    public async Task<Wire.ListAccountCreditEntriesResponse> Handle(Wire.ListAccountCreditEntriesRequest request, CancellationToken ct)
    {
        var customer = FieldValidator.RequireId("customer_id", request.CustomerId);
        var (entries, next) = await credits.List(customer, Audience.Staff, request.PageSize, request.PageToken, ct);
        return new Wire.ListAccountCreditEntriesResponse { Entries = { entries }, NextPageToken = next };
    }
}
