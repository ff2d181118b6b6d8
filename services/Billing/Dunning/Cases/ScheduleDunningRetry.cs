using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Dunning.Cases;

internal sealed class ScheduleDunningRetry(BillingDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.DunningStatus> Handle(Wire.SchedulePortalDunningRetryRequest request, Caller caller, CancellationToken ct)
    {
        var checks = new FieldChecks();
        checks.Require(request.Date is not null, "date", "REQUIRED", "is required.");
        var date = checks.CivilDate("date", request.Date);
        checks.ThrowIfFailed();
        var wanted = await db.RequireOwnCase(request.CaseId, caller, ct);
        wanted.ScheduleRetry(date!.Value, caller.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return await db.StatusOf(wanted, ct);
    }
}
