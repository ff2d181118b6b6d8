using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.CloseReasons;

internal sealed class ReorderCloseReasons(SubscriptionsDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.ListCloseReasonsResponse> Handle(Wire.ReorderCloseReasonsRequest request, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var ids = request.Ids.Select(id => validator.Id("ids", id)).ToList();
        validator.ThrowIfFailed();
        var offered = await db.CloseReasons.Where(r => !r.Retired).ToDictionaryAsync(r => r.Id, ct);
        if (ids.Count != offered.Count || !ids.ToHashSet().SetEquals(offered.Keys))
        {
            throw DomainException.InvalidArgument("ids", "NOT_THE_WHOLE_LIST", "must name each close reason that is not retired exactly once.");
        }

        var now = clock.GetUtcNow();
        for (var i = 0; i < ids.Count; i++)
        {
            offered[ids[i]].MoveTo(i + 1, now);
        }

        await db.SaveChangesAsync(ct);
        return new Wire.ListCloseReasonsResponse { CloseReasons = { ids.Select(id => offered[id].ToWire()) } };
    }
}
