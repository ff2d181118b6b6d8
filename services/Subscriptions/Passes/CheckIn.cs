using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Passes;

/// <summary>A client comes to a class.</summary>
internal sealed class CheckIn(PassVisits visits, VisitingClients clients, TimeProvider clock) : IFeature
{
    public async Task<Wire.CheckInResponse> Handle(Wire.CheckInRequest request, Caller caller, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var at = VisitTimes.Past("visit_time", request.VisitTime, now);
        Guid? passId = request.PassId.Length > 0 ? FieldValidator.RequireId("pass_id", request.PassId) : null;
        var code = request.ClientCase == Wire.CheckInRequest.ClientOneofCase.Code ? request.Code : null;
        (var client, passId) = await clients.Find(request.CustomerId, code, passId, caller, ct);
        var (typeId, typeName) = await visits.ClassType(request.ClassTypeId, ct);
        var visit = await visits.Use(client, new VisitFacts(typeId, typeName, at), passId, caller.Actor, ct);
        return new Wire.CheckInResponse { Visit = visit.ToWire(), Pass = visit.Pass.ToWire(now) };
    }
}
