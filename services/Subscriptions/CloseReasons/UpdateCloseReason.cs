using ServiceDefaults;
using ServiceDefaults.Errors;
using ServiceDefaults.Paging;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.CloseReasons;

internal sealed class UpdateCloseReason(SubscriptionsDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.CloseReason> Handle(Wire.UpdateCloseReasonRequest request, CancellationToken ct)
    {
        var wanted = request.CloseReason ?? new Wire.CloseReason();
        var mask = new UpdateMask(request.UpdateMask, "label", "comment_required");
        var reason = await db.RequireCloseReason("close_reason.id", wanted.Id, ct);
        reason.RequireEtag(wanted.Etag);

        var validator = new FieldValidator();
        var label = mask.Has("label") ? validator.Localized("close_reason.label", wanted.Label, 100) : reason.Label;
        var commentRequired = mask.Has("comment_required") ? wanted.CommentRequired : reason.CommentRequired;
        validator.Require(!reason.System || !commentRequired, "close_reason.comment_required", "SYSTEM_REASON",
            "must be false for a system close reason: the system closes without a comment.");
        validator.ThrowIfFailed();
        reason.Update(label, commentRequired, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return reason.ToWire();
    }
}
