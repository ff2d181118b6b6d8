using Billing.Credits;
using Billing.Invoices;
using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Billing.V1;

namespace Billing.Portal;

internal sealed class ListAccountCreditEntries(CreditService credits) : IFeature
{
    public async Task<Wire.ListPortalAccountCreditEntriesResponse> Handle(
        Wire.ListPortalAccountCreditEntriesRequest request, Caller caller, CancellationToken ct)
    {
        var (entries, next) = await credits.List(caller.RequiredCustomerId, Audience.Customer, request.PageSize, request.PageToken, ct);
        return new Wire.ListPortalAccountCreditEntriesResponse { Entries = { entries }, NextPageToken = next };
    }
}
