using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Paging;
using Wire = Contracts.Billing.V1;

namespace Billing.Taxes;

internal sealed class ListTaxRates(BillingDb db, BusinessCalendar business) : IFeature
{
    public async Task<Wire.ListTaxRatesResponse> Handle(Wire.ListTaxRatesRequest request, CancellationToken ct)
    {
        var page = await db.TaxRates.AsNoTracking().Where(r => request.IncludeRetired || !r.Retired).NewestFirst(request.PageSize, request.PageToken, ct);
        return new Wire.ListTaxRatesResponse { TaxRates = { page.Items.Select(r => r.ToWire(business.Today)) }, NextPageToken = page.NextPageToken };
    }
}
