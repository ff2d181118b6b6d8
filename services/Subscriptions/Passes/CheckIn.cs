using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Passes;

/// <summary>A client comes to a class: found by id, or by the code that a turnstile has read.</summary>
internal sealed class CheckIn(SubscriptionsDb db, PassVisits visits, PassCodeLimit codes, TimeProvider clock) : IFeature
{
    public async Task<Wire.CheckInResponse> Handle(Wire.CheckInRequest request, Caller caller, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var at = VisitTime("visit_time", request.VisitTime, now);
        Guid? passId = request.PassId.Length > 0 ? FieldChecks.RequireId("pass_id", request.PassId) : null;
        Guid client;
        switch (request.ClientCase)
        {
            case Wire.CheckInRequest.ClientOneofCase.Code:
                (client, passId) = await Holder(request.Code, passId, caller, ct);
                break;
            case Wire.CheckInRequest.ClientOneofCase.CustomerId:
                client = FieldChecks.RequireId("customer_id", request.CustomerId);
                break;
            default:
                throw Refusal.Field("customer_id", "REQUIRED", "is required, or code.");
        }

        var (typeId, typeName) = await visits.ClassType(request.ClassTypeId, ct);
        var visit = await visits.Use(client, new VisitFacts(typeId, typeName, at), passId, caller.Actor, ct);
        return new Wire.CheckInResponse { Visit = visit.ToWire(), Pass = visit.Pass.ToWire(now) };
    }

    /// <summary>Now where it was not given.</summary>
    /// <exception cref="Refusal">INVALID_ARGUMENT: it lies ahead, or is no time.</exception>
    internal static DateTimeOffset VisitTime(string field, Timestamp? time, DateTimeOffset now)
    {
        if (time is null)
        {
            return now;
        }

        var checks = new FieldChecks();
        var at = checks.Instant(field, time);
        checks.Require(at <= now, field, "FUTURE", "must not lie ahead.");
        checks.ThrowIfFailed();
        return at;
    }

    private async Task<(Guid Customer, Guid Pass)> Holder(string code, Guid? passId, Caller caller, CancellationToken ct)
    {
        await codes.RequireFew(caller, ct);
        var wanted = code.Trim().ToUpperInvariant();
        var holder = wanted.Length == PassHolder.CodeLength
            ? await db.PassHolders.AsNoTracking().Where(h => h.Code == wanted).Select(h => new { h.CustomerId, h.PassId }).FirstOrDefaultAsync(ct)
            : null;
        if (holder is null)
        {
            throw codes.Unknown(caller);
        }

        return passId is null || passId == holder.PassId
            ? (holder.CustomerId, holder.PassId)
            : throw Refusal.Field("pass_id", "NOT_EXPECTED", "is not the pass of this code.");
    }
}
