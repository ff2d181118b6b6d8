using Contracts.Common.V1;
using Contracts.Conversions;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Access;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Passes;

/// <summary>Passes as the calling client sees them, without what is the business's own.</summary>
internal sealed class PortalPassViews(SubscriptionsDb db, TimeProvider clock)
{
    public async Task<Wire.PortalPass> Of(Pass pass, Caller caller, string? language, CancellationToken ct) => (await Of([pass], caller, language, ct))[0];

    /// <param name="language">Of the names; the client's own when null.</param>
    public async Task<IReadOnlyList<Wire.PortalPass>> Of(IReadOnlyList<Pass> passes, Caller caller, string? language, CancellationToken ct)
    {
        language ??= await LanguageOf(caller, ct);
        var client = caller.RequiredCustomerId;
        var templates = passes.Select(p => p.TemplateId).Distinct().ToList();
        var online = (await db.PassTemplates.AsNoTracking().Where(t => templates.Contains(t.Id) && t.SoldOnline && !t.Archived).Select(t => t.Id).ToListAsync(ct)).ToHashSet();
        var now = clock.GetUtcNow();
        return [.. passes.Select(pass => View(pass, client, language, online.Contains(pass.TemplateId), now))];
    }

    public async Task<string> LanguageOf(Caller caller, CancellationToken ct)
    {
        var client = caller.RequiredCustomerId;
        return await db.Customers.Where(c => c.Id == client).Select(c => c.Language).FirstOrDefaultAsync(ct) ?? Languages.Default;
    }

    private static Wire.PortalPass View(Pass pass, Guid client, string language, bool online, DateTimeOffset now)
    {
        var bought = pass.CustomerId == client;
        var left = bought ? pass.CustomerFreezeDaysLeft : 0;
        return new Wire.PortalPass
        {
            Id = pass.Id.ToString(),
            Number = pass.Number,
            TemplateId = pass.TemplateId.ToString(),
            TemplateName = pass.TemplateName.In(language),
            ClassTypeName = pass.ClassTypeName.Count > 0 ? pass.ClassTypeName.In(language) : "",
            State = pass.State.ToWire(),
            InGrace = pass.IsInGrace(now),
            StartDate = PassWire.ToWire(pass.StartDate),
            EndDate = PassWire.ToWire(pass.EndDate),
            GraceEndDate = PassWire.ToWire(pass.GraceEndDate),
            TotalClasses = pass.TotalClasses,
            UsedClasses = pass.UsedClasses,
            RemainingClasses = pass.RemainingClasses,
            Code = pass.Holders.FirstOrDefault(h => h.CustomerId == client)?.Code ?? "",
            HolderNames = { pass.Holders.Select(h => h.Customer.Name) },
            Bought = bought,
            SoldPrice = bought ? Money.From(pass.SoldPrice, pass.Currency) : null,
            Freeze = pass.Freeze?.ToWire(),
            Freezable = left > 0 && pass.FreezeDenial is null,
            FreezeDaysLeft = left,
            Unfreezable = bought && pass is { Freeze.ByCustomer: true, State: PassState.Active or PassState.Frozen },
            SoldOnline = online,
            SellTime = Timestamp.FromDateTimeOffset(pass.CreatedAt),
            Etag = pass.Etag,
            Grant = pass.Grant?.ToWire(),
        };
    }
}
