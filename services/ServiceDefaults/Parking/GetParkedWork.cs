using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using ServiceDefaults.Errors;
using Wire = Contracts.Common.V1;

namespace ServiceDefaults.Parking;

/// <summary>One piece of parked work, with the body of its message.</summary>
public sealed class GetParkedWork<TDb>(TDb db) : IFeature
    where TDb : ServiceDb
{
    public async Task<Wire.ParkedWork> Handle(Wire.GetParkedWorkRequest request, CancellationToken ct)
    {
        var id = ParkedId.Parse(request.Id);
        var found = id.Work is null
            ? (await db.ParkedMessages.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id.Id, ct))?.ToWire(body: true)
            : (await db.WorkLeases.AsNoTracking().FirstOrDefaultAsync(l => l.Work == id.Work && l.ItemId == id.Id && l.ParkedAt != null, ct))?.ToWire();
        return found ?? throw Refusal.NotFound("parked work", request.Id);
    }
}
