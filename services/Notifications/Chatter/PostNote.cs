using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Chatter;

internal sealed class PostNote(NotificationsDb db, TimeProvider clock) : IFeature
{
    private const int MaximumLength = 500;

    public async Task<Wire.ChatterEntry> Handle(Wire.PostNoteRequest request, Caller caller, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var requested = RequestedSubject.Require(request, validator);
        var text = validator.Text("text", request.Text, MaximumLength, lines: true);
        validator.ThrowIfFailed();

        // Its number stands in an entry about itself; a thread holds those about its invoices, too.
        var (kind, id) = requested;
        var known = await db.Entries.AsNoTracking().Of(requested).OrderBy(e => e.SubjectId == id ? 0 : 1).FirstOrDefaultAsync(ct)
            ?? throw DomainException.NotFound(kind, id.ToString());
        var subject = known.SubjectId == id ? known.Subject : known.Thread;
        var now = clock.GetUtcNow();
        var note = ChatterEntry.Write(
            Guid.CreateVersion7(now), new(known.ThreadKind, known.ThreadId), subject, known.CustomerId, Wire.ChatterKind.Note, caller.Actor, now,
            request.VisibleToCustomer, new ChatterDetails { Text = text });
        db.Entries.Add(note);
        await db.SaveChangesAsync(ct);
        return note.ToWire();
    }
}
