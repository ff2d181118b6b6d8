using Microsoft.EntityFrameworkCore;
using Subscriptions.Passes;
using Subscriptions.Time;

namespace Subscriptions.Access;

/// <summary>What access depends on, of one pass.</summary>
internal sealed record PassFacts
{
    public required Guid Id { get; init; }

    public required PassState State { get; init; }

    /// <summary>IANA; of its dates.</summary>
    public required string TimeZone { get; init; }

    public required DateTimeOffset SoldAt { get; init; }

    public required DateOnly? StartDate { get; init; }

    public required DateOnly? EndDate { get; init; }

    /// <summary>0 where a close or a change of the subscription that has brought it gives none.</summary>
    public required int GraceDays { get; init; }

    public required DateOnly? FreezeStart { get; init; }

    public required DateOnly? FreezeEnd { get; init; }

    public required DateTimeOffset? FinishedAt { get; init; }

    public required DateOnly? FinishedOn { get; init; }

    /// <summary>Since when the subscription that has brought it is restricted.</summary>
    public required DateTimeOffset? RestrictedAt { get; init; }
}

/// <summary>Reads it in one query, translated once: it is asked on every request of an application. One for each process.</summary>
internal sealed class PassAccessQuery
{
    private readonly Func<SubscriptionsDb, Guid, Guid?, Guid?, IAsyncEnumerable<PassFacts>> _query = EF.CompileAsyncQuery(
        (SubscriptionsDb db, Guid client, Guid? type, Guid? template) =>
            from p in db.Passes.AsNoTracking()
            where p.Holders.Any(h => h.CustomerId == client)
                && (type == null || p.Terms.ClassTypeId == null || p.Terms.ClassTypeId == type) && (template == null || p.TemplateId == template)
            select new PassFacts
            {
                Id = p.Id,
                State = p.State,
                TimeZone = p.Customer.TimeZone,
                SoldAt = p.CreatedAt,
                StartDate = p.StartDate,
                EndDate = p.EndDate,
                GraceDays = p.Grant!.ClosedBy != null || p.Grant!.CutShort ? 0 : p.Terms.GraceDays,
                FreezeStart = (DateOnly?)p.Freeze!.Start,
                FreezeEnd = p.Freeze!.End,
                FinishedAt = p.FinishedAt,
                FinishedOn = p.FinishedOn,
                RestrictedAt = p.Grant!.Order.RestrictedAt,
            });

    /// <param name="type">Null: any.</param>
    /// <param name="template">Null: any.</param>
    public IAsyncEnumerable<PassFacts> Of(SubscriptionsDb db, Guid client, Guid? type, Guid? template) => _query(db, client, type, template);
}

/// <summary>What a pass gives at a moment, by its dates, whether the work that is due then has been done or not.</summary>
internal static class PassAccess
{
    public static AccessState Of(PassFacts facts, DateTimeOffset now)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(facts.TimeZone);
        var today = CivilTime.DateAt(now, zone);
        var graceEnd = facts.EndDate?.AddDays(facts.GraceDays);
        return facts.State switch
        {
            PassState.Withdrawn => Ended(AccessReason.PassWithdrawn, facts.FinishedAt, null),
            PassState.AwaitingPayment => Ended(AccessReason.PassNotPaid, facts.SoldAt, null),
            PassState.UsedUp => Ended(AccessReason.PassUsedUp, facts.FinishedAt, null),
            PassState.Expired => Ended(AccessReason.PassExpired, Start(facts.FinishedOn), null),
            _ when today >= facts.FreezeStart && !(today >= facts.FreezeEnd) => Ended(AccessReason.PassFrozen, Start(facts.FreezeStart), Start(facts.FreezeEnd)),
            _ when today >= graceEnd => Ended(AccessReason.PassExpired, Start(graceEnd), null),
            _ when today < facts.StartDate => Ended(AccessReason.PassNotStarted, facts.SoldAt, Start(facts.StartDate)),
            _ when facts.RestrictedAt is not null => State(AccessLevel.Restricted, AccessReason.PassRestricted, facts.RestrictedAt, Start(graceEnd)),
            _ when today >= facts.EndDate => State(AccessLevel.Warned, AccessReason.PassInGrace, Start(facts.EndDate), Start(graceEnd)),
            _ => State(AccessLevel.Full, AccessReason.Pass, Start(facts.StartDate) is { } start && start > facts.SoldAt ? start : facts.SoldAt, Next(facts, today)),
        };

        AccessState Ended(AccessReason reason, DateTimeOffset? since, DateTimeOffset? until) => State(AccessLevel.Ended, reason, since, until);

        AccessState State(AccessLevel level, AccessReason reason, DateTimeOffset? since, DateTimeOffset? until) =>
            new(level, reason, since, until, null) { Pass = facts.Id };

        DateTimeOffset? Start(DateOnly? day) => day is { } date ? CivilTime.StartOfDay(date, zone) : null;

        // A freeze that lies ahead comes before the end, which it has moved.
        DateTimeOffset? Next(PassFacts facts, DateOnly today) => Start(facts.FreezeStart > today ? facts.FreezeStart : facts.EndDate);
    }
}
