using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Passes;

/// <summary>Takes back a visit or a missed class that was entered by mistake.</summary>
internal sealed class UndoVisit(SubscriptionsDb db, PassStore passes, TimeProvider clock) : IFeature
{
    public async Task<Wire.CheckInResponse> Handle(Wire.UndoVisitRequest request, Caller caller, CancellationToken ct)
    {
        var id = FieldValidator.RequireId("id", request.Id);
        var validator = new FieldValidator();
        var reason = validator.Reason(request.Reason);
        validator.ThrowIfFailed();
        var passId = await db.Visits.Where(v => v.Id == id).Select(v => (Guid?)v.PassId).FirstOrDefaultAsync(ct) ?? throw DomainException.NotFound("visit", request.Id);
        // The pass first: a second undo of the same visit waits here, and then finds it undone.
        var pass = await passes.Claim(passId, ct) ?? throw PassStore.NotFound($"{passId}");
        var visit = await db.Visits.Include(v => v.Customer).FirstAsync(v => v.Id == id, ct);
        var last = await db.Visits.Where(v => v.PassId == passId && v.Id != id && v.State == VisitState.Attended).MaxAsync(v => (DateTimeOffset?)v.At, ct);
        var now = clock.GetUtcNow();
        pass.UndoVisit(visit, last, reason, caller.Actor, now);
        await db.SaveChangesAsync(ct);
        return new Wire.CheckInResponse { Visit = visit.ToWire(), Pass = pass.ToWire(now) };
    }
}
