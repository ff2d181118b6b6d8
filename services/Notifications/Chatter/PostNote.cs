using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Chatter;

public sealed class PostNote(NotificationsDb db, TimeProvider clock) : IFeature
{
    private const int MaximumLength = 500;

    public async Task<Wire.ChatterEntry> Handle(Wire.PostNoteRequest request, Caller caller, CancellationToken ct)
    {
        var checks = new FieldChecks();
        var subscription = checks.Id("subscription_id", request.SubscriptionId);
        var text = checks.Text("text", request.Text, MaximumLength, lines: true);
        checks.ThrowIfFailed();

        if (!await db.Threads.AnyAsync(t => t.Id == subscription, ct))
        {
            throw Refusal.NotFound("subscription", request.SubscriptionId);
        }

        var now = clock.GetUtcNow();
        var note = ChatterEntry.Write(
            Guid.CreateVersion7(now), subscription, Wire.ChatterKind.Note, caller.Actor, now, request.VisibleToCustomer, new ChatterDetails { Text = text });
        db.Entries.Add(note);
        await db.SaveChangesAsync(ct);
        return note.ToWire();
    }
}
