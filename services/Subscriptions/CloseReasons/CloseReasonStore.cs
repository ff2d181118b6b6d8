using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using Contracts.Common.V1;
using ServiceDefaults.Errors;
using ServiceDefaults.Paging;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.CloseReasons;

/// <summary>How close reasons are found, listed and shown.</summary>
internal static class CloseReasonStore
{
    public static async Task<CloseReason> RequireCloseReason(this SubscriptionsDb db, string field, string id, CancellationToken ct)
    {
        var parsed = FieldValidator.RequireId(field, id);
        return await db.CloseReasons.FirstOrDefaultAsync(r => r.Id == parsed, ct) ?? throw DomainException.NotFound("close reason", id);
    }

    /// <summary>The place after the last offered reason.</summary>
    public static async Task<int> NextPosition(this SubscriptionsDb db, CancellationToken ct) =>
        1 + (await db.CloseReasons.Where(r => !r.Retired).MaxAsync(r => (int?)r.Position, ct) ?? 0);

    /// <summary>In their order, retired ones last. The list is short and edited by hand, so a page is told by its offset.</summary>
    public static async Task<Page<CloseReason>> InOrder(this SubscriptionsDb db, bool includeRetired, bool includeSystem, int pageSize, string pageToken, CancellationToken ct)
    {
        var (size, offset) = (PageToken.Size(pageSize), PageToken.Number(pageToken));
        return await db.CloseReasons.AsNoTracking().Where(r => (includeRetired || !r.Retired) && (includeSystem || !r.System))
            .OrderBy(r => r.Retired).ThenBy(r => r.Position).ThenBy(r => r.Code)
            .Skip(offset).TakePage(size, _ => $"{offset + size}", ct);
    }

    public static Wire.CloseReason ToWire(this CloseReason reason) => new()
    {
        Id = reason.Id.ToString(),
        Code = reason.Code,
        Label = LocalizedText.From(reason.Label),
        Position = reason.Position,
        Retired = reason.Retired,
        CommentRequired = reason.CommentRequired,
        CreateTime = Timestamp.FromDateTimeOffset(reason.CreatedAt),
        UpdateTime = Timestamp.FromDateTimeOffset(reason.UpdatedAt),
        System = reason.System,
        Etag = reason.Etag,
    };
}
