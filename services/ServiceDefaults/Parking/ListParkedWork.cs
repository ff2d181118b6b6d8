using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using ServiceDefaults.DueWork;
using ServiceDefaults.Messaging;
using ServiceDefaults.Paging;
using Wire = Contracts.Common.V1;

namespace ServiceDefaults.Parking;

/// <summary>What a service has parked: messages, then due work, each newest first.</summary>
public sealed class ListParkedWork<TDb>(TDb db, IEnumerable<IParkedWorkDetails<TDb>> details) : IFeature
    where TDb : ServiceDb
{
    public async Task<Wire.ListParkedWorkResponse> Handle(Wire.ListParkedWorkRequest request, CancellationToken ct)
    {
        var size = PageToken.Size(request.PageSize);
        var token = ParkedWorkToken.Parse(request.PageToken);
        var messages = request.Kind == Wire.ParkedWorkKind.DueWork
            ? db.ParkedMessages.Where(_ => false)
            : db.ParkedMessages.AsNoTracking().Where(m => request.IncludeDiscarded || m.DiscardedAt == null);
        var leases = request.Kind == Wire.ParkedWorkKind.Message
            ? db.WorkLeases.Where(_ => false)
            : db.WorkLeases.AsNoTracking().Where(l => l.ParkedAt != null);

        // One more than fits tells whether a page follows.
        var foundMessages = token.DueWork ? [] : await After(messages, token.After).Take(size + 1).ToListAsync(ct);
        var room = size - foundMessages.Count;
        var foundLeases = room < 0 ? [] : await After(leases, token.DueWork ? token.After : null).Take(room + 1).ToListAsync(ct);

        var response = new Wire.ListParkedWorkResponse { TotalSize = await messages.CountAsync(ct) + await leases.CountAsync(ct) };
        List<(ParkedMessage Message, Wire.ParkedWork Shown)> shown = [.. foundMessages.Take(size).Select(m => (m, m.ToWire()))];
        foreach (var of in details)
        {
            await of.Add(shown, ct);
        }

        response.ParkedWork.Add(shown.Select(each => each.Shown));
        response.ParkedWork.Add(foundLeases.Take(room).Select(l => l.ToWire()));
        response.NextPageToken = Next(foundMessages, foundLeases, size);
        return response;
    }

    private static string Next(List<ParkedMessage> messages, List<WorkLease> leases, int size)
    {
        if (messages.Count > size)
        {
            var last = messages[size - 1];
            return new ParkedWorkToken(false, new PageToken(last.ParkedAt, last.Id)).ToString();
        }

        if (messages.Count + leases.Count <= size)
        {
            return "";
        }

        var shown = size - messages.Count;
        return (shown == 0
            ? new ParkedWorkToken(true, null)
            : new ParkedWorkToken(true, new PageToken(leases[shown - 1].ParkedAt!.Value, leases[shown - 1].ItemId))).ToString();
    }

    private static IQueryable<ParkedMessage> After(IQueryable<ParkedMessage> messages, PageToken? after) =>
        (after is null ? messages : messages.Where(m => m.ParkedAt < after.CreatedAt || (m.ParkedAt == after.CreatedAt && m.Id.CompareTo(after.Id) < 0)))
        .OrderByDescending(m => m.ParkedAt).ThenByDescending(m => m.Id);

    private static IQueryable<WorkLease> After(IQueryable<WorkLease> leases, PageToken? after) =>
        (after is null ? leases : leases.Where(l => l.ParkedAt < after.CreatedAt || (l.ParkedAt == after.CreatedAt && l.ItemId.CompareTo(after.Id) < 0)))
        .OrderByDescending(l => l.ParkedAt).ThenByDescending(l => l.ItemId);
}
