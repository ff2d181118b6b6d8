using Billing.Payments.Charging;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Dunning.Cases;

/// <summary>Staff, or the customer in the portal, charge what is due of a case now.</summary>
internal sealed class RetryDunningCase(BillingDb db, ChargePlanner charges) : IFeature
{
    public async Task<Wire.DunningCase> Handle(Wire.RetryDunningCaseRequest request, Caller caller, CancellationToken ct)
    {
        var wanted = await db.RequireDunningCase(request.Id, ct);
        await Retry(wanted, caller, ct);
        return await db.View(wanted, ct);
    }

    public async Task<Wire.DunningStatus> Handle(Wire.RetryPortalDunningRequest request, Caller caller, CancellationToken ct)
    {
        var wanted = await db.RequireOwnCase(request.CaseId, caller, ct);
        await Retry(wanted, caller, ct);
        return await db.StatusOf(wanted, ct);
    }

    private async Task Retry(DunningCase wanted, Caller caller, CancellationToken ct)
    {
        if (wanted.IsOver)
        {
            throw DomainException.FailedPrecondition("DUNNING_CASE_ENDED", $"Case {wanted.Number} is {wanted.State.ToString().ToLowerInvariant()}.");
        }

        await charges.RetryAll(await db.Invoices.OfCase(wanted.Id).ToListAsync(ct), caller.Actor, ct);
        await db.SaveChangesAsync(ct);
    }
}
