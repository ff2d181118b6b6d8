using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using ServiceDefaults.Errors;
using Wire = Contracts.Common.V1;

namespace ServiceDefaults.Parking;

/// <summary>One piece of parked work, with the body of its message.</summary>
public sealed class GetParkedWork<TDb>(TDb db, IEnumerable<IParkedWorkDetails<TDb>> details) : IFeature
    where TDb : ServiceDb
{
    public async Task<Wire.ParkedWork> Handle(Wire.GetParkedWorkRequest request, CancellationToken ct)
    {
        var id = ParkedId.Parse(request.Id);
        var found = id.Work is null
            ? await Message(id.Id, ct)
            : (await db.WorkLeases.AsNoTracking().FirstOrDefaultAsync(l => l.Work == id.Work && l.ItemId == id.Id && l.ParkedAt != null, ct))?.ToWire();
        return found ?? throw DomainException.NotFound("parked work", request.Id);
    }

    private async Task<Wire.ParkedWork?> Message(Guid id, CancellationToken ct)
    {
        if (await db.ParkedMessages.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id, ct) is not { } message)
        {
            return null;
        }

        var shown = message.ToWire(body: true);
        foreach (var of in details)
        {
            await of.Add([(message, shown)], ct);
        }

        return shown;
    }
}
