using Contracts.Events;
using Microsoft.EntityFrameworkCore;

namespace Notifications.Chatter;

internal static class SubjectEntries
{
    /// <summary>Where the entries about a subject stand so far, or begin to.</summary>
    public static async Task<ChatterThread> ThreadOf(this NotificationsDb db, Subject subject, Guid customerId, CancellationToken ct)
    {
        var known = StandsElsewhere(subject.Kind)
            ? await db.Entries.Where(e => e.SubjectId == subject.Id).Select(e => new { e.ThreadKind, e.ThreadId }).FirstOrDefaultAsync(ct)
            : null;
        return known is null ? ChatterThread.Of(subject, null, customerId) : new(known.ThreadKind, known.ThreadId);
    }

    /// <summary>The entries of a thread, or those about an invoice or a dunning case wherever they stand; with a case's those about payments of its invoices.</summary>
    public static IQueryable<ChatterEntry> Of(this IQueryable<ChatterEntry> entries, RequestedSubject subject)
    {
        var (kind, id) = subject;
        return kind switch
        {
            SubjectKinds.DunningCase => entries.Where(e => (e.SubjectId == id && e.SubjectKind == kind) || e.DunningCaseId == id),
            SubjectKinds.Invoice => entries.Where(e => e.SubjectId == id && e.SubjectKind == kind),
            _ => entries.Where(e => e.ThreadId == id && e.ThreadKind == kind),
        };
    }

    private static bool StandsElsewhere(string kind) => kind is SubjectKinds.Invoice or SubjectKinds.DunningCase;
}
