using ServiceDefaults;
using Wire = Contracts.Billing.V1;

namespace Billing.Dunning.Cases;

internal sealed class GetDunningCase(BillingDb db) : IFeature
{
    public async Task<Wire.DunningCase> Handle(Wire.GetDunningCaseRequest request, CancellationToken ct) =>
        await db.View(await db.RequireDunningCase(request.Id, ct), ct);
}
