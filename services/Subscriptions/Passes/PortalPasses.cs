using Contracts.Conversions;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using ServiceDefaults.Paging;
using Subscriptions.Customers;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Passes;

/// <summary>A client's own passes: GetPass, ListPasses and ListVisits of the portal.</summary>
internal sealed class PortalPasses(SubscriptionsDb db, PassSelfService own, PortalPassViews views) : IFeature
{
    public async Task<Wire.PortalPass> Handle(Wire.GetPortalPassRequest request, Caller caller, CancellationToken ct)
    {
        var language = RequestedLanguage.Read(request.Language);
        return await views.Of(await own.LookAtOwn(request.Id, caller, ct), caller, language, ct);
    }

    /// <summary>A client has few: their order is made here.</summary>
    public async Task<Wire.ListPortalPassesResponse> Handle(Wire.ListPortalPassesRequest request, Caller caller, CancellationToken ct)
    {
        var language = RequestedLanguage.Read(request.Language);
        var size = PageToken.Size(request.PageSize);
        var skipped = PageToken.Number(request.PageToken);
        Guid? subscription = request.SubscriptionId.Length > 0 ? FieldValidator.RequireId("subscription_id", request.SubscriptionId) : null;
        var all = await PassSelfService.Visible(db.Passes.AsNoTracking(), caller.RequiredCustomerId)
            .Where(p => subscription == null || p.Grant!.SubscriptionId == subscription)
            .Select(p => new { p.Id, p.State, p.EndSort, p.Serial, p.FinishedAt }).ToListAsync(ct);
        var ids = all.OrderBy(p => p.State.IsHeld() ? 0 : 1).ThenBy(p => p.State.IsHeld() ? p.EndSort : DateOnly.MinValue)
            .ThenByDescending(p => p.FinishedAt).ThenByDescending(p => p.Serial).Skip(skipped).Take(size).Select(p => p.Id).ToList();
        var passes = await PassStore.WholeOf(db).AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        return new Wire.ListPortalPassesResponse
        {
            Passes = { await views.Of([.. ids.Select(id => passes[id])], caller, language, ct) },
            NextPageToken = skipped + size < all.Count ? $"{skipped + size}" : "",
        };
    }

    public async Task<Wire.ListPortalVisitsResponse> Handle(Wire.ListPortalVisitsRequest request, Caller caller, CancellationToken ct)
    {
        var language = RequestedLanguage.Read(request.Language);
        var pass = await own.LookAtOwn(request.PassId, caller, ct);
        language ??= await views.LanguageOf(caller, ct);
        var client = caller.RequiredCustomerId;
        var page = await db.Visits.AsNoTracking().Include(v => v.Customer)
            .Where(v => v.PassId == pass.Id && (pass.CustomerId == client || v.CustomerId == client))
            .NewestVisitsFirst(request.PageSize, request.PageToken, ct);
        return new Wire.ListPortalVisitsResponse
        {
            Visits =
            {
                page.Items.Select(v => new Wire.PortalVisit
                {
                    Id = v.Id.ToString(),
                    CustomerName = v.Customer.Name,
                    ClassTypeName = v.ClassTypeName.Count > 0 ? v.ClassTypeName.In(language) : "",
                    VisitTime = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(v.At),
                    State = v.State.ToWire(),
                    Classes = v.Classes,
                }),
            },
            NextPageToken = page.NextPageToken,
        };
    }
}
