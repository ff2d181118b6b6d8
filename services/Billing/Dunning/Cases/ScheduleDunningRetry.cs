using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Dunning.Cases;

internal sealed class ScheduleDunningRetry(BillingDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.DunningStatus> Handle(Wire.SchedulePortalDunningRetryRequest request, Caller caller, CancellationToken ct)
    {
        var validator = new FieldValidator();
        validator.Require(request.Date is not null, "date", "REQUIRED", "is required.");
        var date = validator.CivilDate("date", request.Date);
        validator.ThrowIfFailed();
        var wanted = await db.RequireOwnCase(request.CaseId, caller, ct);
        wanted.ScheduleRetry(date!.Value, caller.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return await db.StatusOf(wanted, ct);
    }
}
