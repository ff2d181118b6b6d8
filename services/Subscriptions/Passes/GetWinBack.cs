using Contracts.Common.V1;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Errors;
using ServiceDefaults.Paging;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Passes;

/// <summary>Win-backs with what has become of them: GetWinBack, ListWinBacks and ListWinBackPasses.</summary>
internal sealed class GetWinBack(SubscriptionsDb db) : IFeature
{
    public async Task<Wire.WinBack> Handle(Wire.GetWinBackRequest request, CancellationToken ct)
    {
        var id = FieldValidator.RequireId("id", request.Id);
        return await Of(await db.WinBacks.AsNoTracking().FirstOrDefaultAsync(w => w.Id == id, ct) ?? throw DomainException.NotFound("win-back", request.Id), ct);
    }

    public async Task<Wire.ListWinBacksResponse> Handle(Wire.ListWinBacksRequest request, CancellationToken ct)
    {
        var page = await db.WinBacks.AsNoTracking().NewestFirst(request.PageSize, request.PageToken, ct);
        var response = new Wire.ListWinBacksResponse { NextPageToken = page.NextPageToken };
        foreach (var winBack in page.Items)
        {
            response.WinBacks.Add(await Of(winBack, ct));
        }

        return response;
    }

    public async Task<Wire.ListWinBackPassesResponse> Handle(Wire.ListWinBackPassesRequest request, CancellationToken ct)
    {
        var id = FieldValidator.RequireId("win_back_id", request.WinBackId);
        var size = PageToken.Size(request.PageSize);
        var after = PageToken.Number(request.PageToken);
        if (!await db.WinBacks.AnyAsync(w => w.Id == id, ct))
        {
            throw DomainException.NotFound("win-back", request.WinBackId);
        }

        var page = await db.WinBackPasses.AsNoTracking().Where(w => w.WinBackId == id && w.Pass.Serial > after).OrderBy(w => w.Pass.Serial)
            .Select(w => new
            {
                Row = w,
                w.Pass.Number,
                w.Pass.Serial,
                w.Pass.CustomerId,
                Customer = w.Pass.Customer.Name,
                ReturnedAt = db.Visits.Where(v => v.PassId == w.PassId && v.State == VisitState.Attended && v.At >= w.ExtendedAt && v.At < w.ReturnUntil)
                    .Min(v => (DateTimeOffset?)v.At),
            }).TakePage(size, w => $"{w.Serial}", ct);
        return new Wire.ListWinBackPassesResponse
        {
            Passes =
            {
                page.Items.Select(p => new Wire.WinBackPass
                {
                    PassId = p.Row.PassId.ToString(),
                    PassNumber = p.Number,
                    CustomerId = p.CustomerId.ToString(),
                    CustomerName = p.Customer,
                    State = p.Row.TriedAt is null ? Wire.WinBackPassState.Waiting : p.Row.ExtendedAt is null ? Wire.WinBackPassState.Refused : Wire.WinBackPassState.Extended,
                    Refusal = p.Row.Refusal,
                    NewEndDate = PassWire.ToWire(p.Row.NewEnd),
                    ReturnTime = p.ReturnedAt?.ToTimestamp(),
                }),
            },
            NextPageToken = page.NextPageToken,
        };
    }

    internal async Task<Wire.WinBack> Of(WinBack winBack, CancellationToken ct)
    {
        var passes = db.WinBackPasses.Where(w => w.WinBackId == winBack.Id);
        var counts = await passes.GroupBy(w => 1).Select(g => new
        {
            All = g.Count(),
            Waiting = g.Count(w => w.TriedAt == null),
            Extended = g.Count(w => w.ExtendedAt != null),
            Last = g.Max(w => w.TriedAt),
        }).FirstAsync(ct);
        var returned = await passes.CountAsync(
            w => db.Visits.Any(v => v.PassId == w.PassId && v.State == VisitState.Attended && v.At >= w.ExtendedAt && v.At < w.ReturnUntil), ct);
        return new Wire.WinBack
        {
            Id = winBack.Id.ToString(),
            State = counts.Waiting > 0 ? Wire.WinBackState.Running : Wire.WinBackState.Done,
            Extension = winBack.Extension?.ToWire(),
            BonusClasses = winBack.BonusClasses,
            Reason = winBack.Reason,
            SendMail = winBack.SendMail,
            PassCount = counts.All,
            ExtendedCount = counts.Extended,
            RefusedCount = counts.All - counts.Waiting - counts.Extended,
            ReturnedCount = returned,
            Actor = Actor.From(winBack.Actor),
            StartTime = winBack.CreatedAt.ToTimestamp(),
            FinishTime = counts.Waiting > 0 ? null : counts.Last?.ToTimestamp(),
        };
    }
}
