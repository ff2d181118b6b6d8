using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Passes;

/// <summary>A class that a client had booked and missed.</summary>
internal sealed class RecordMissedVisit(PassVisits visits, VisitingClients clients, TimeProvider clock) : IFeature
{
    public async Task<Wire.CheckInResponse> Handle(Wire.RecordMissedVisitRequest request, Caller caller, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var validator = new FieldValidator();
        validator.Require(request.State is Wire.VisitState.LateCancel or Wire.VisitState.NoShow, "state", "UNKNOWN", "must be late_cancel or no_show.");
        validator.Require(request.VisitTime is not null, "visit_time", "REQUIRED", "is required.");
        validator.Require(request.CancelTime is null || request.State == Wire.VisitState.LateCancel, "cancel_time", "NOT_EXPECTED", "is only for a class that was cancelled.");
        Guid? passId = request.PassId.Length > 0 ? validator.Id("pass_id", request.PassId) : null;
        validator.ThrowIfFailed();
        var state = request.State == Wire.VisitState.NoShow ? VisitState.NoShow : VisitState.LateCancel;
        var at = VisitTimes.Of("visit_time", request.VisitTime, state, now);
        var cancelledAt = state == VisitState.LateCancel ? VisitTimes.Past("cancel_time", request.CancelTime, now) : (DateTimeOffset?)null;
        validator.Require(!(cancelledAt > at) || request.CancelTime is null, "cancel_time", "AFTER_CLASS", "must not be later than the class.");
        validator.ThrowIfFailed();

        var code = request.ClientCase == Wire.RecordMissedVisitRequest.ClientOneofCase.Code ? request.Code : null;
        (var client, passId) = await clients.Find(request.CustomerId, code, passId, caller, ct);
        var (typeId, typeName) = await visits.ClassType(request.ClassTypeId, ct);
        var visit = await visits.Use(client, new VisitFacts(typeId, typeName, at, state, cancelledAt), passId, caller.Actor, ct);
        return new Wire.CheckInResponse { Visit = visit.ToWire(), Pass = visit.Pass.ToWire(now) };
    }
}
