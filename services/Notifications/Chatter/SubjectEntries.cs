using Contracts.Events;
using Microsoft.EntityFrameworkCore;

namespace Notifications.Chatter;

internal static class SubjectEntries
{
    /// <summary>Where the entries about a subject stand so far, or begin to.</summary>
    public static async Task<ChatterThread> ThreadOf(this NotificationsDb db, Subject subject, Guid customerId, CancellationToken ct)
    {
        var known = await db.ThreadsOf([subject], ct);
        return known.TryGetValue(subject.Id, out var thread) ? thread : ChatterThread.Of(subject, null, customerId);
    }

    /// <summary>Where the entries about subjects stand that are not threads themselves, by the subject; without those that have no entry yet.</summary>
    public static async Task<Dictionary<Guid, ChatterThread>> ThreadsOf(this NotificationsDb db, IReadOnlyList<Subject> subjects, CancellationToken ct)
    {
        List<Guid> ids = [.. subjects.Where(subject => StandsElsewhere(subject.Kind)).Select(subject => subject.Id).Distinct()];
        var found = ids.Count == 0
            ? []
            : await db.Entries.Where(e => ids.Contains(e.SubjectId)).Select(e => new { e.SubjectId, e.ThreadKind, e.ThreadId }).Distinct().ToListAsync(ct);
        return found.GroupBy(e => e.SubjectId).ToDictionary(entries => entries.Key, entries => new ChatterThread(entries.First().ThreadKind, entries.First().ThreadId));
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
