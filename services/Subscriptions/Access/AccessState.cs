using Subscriptions.Orders;
using Subscriptions.Time;

namespace Subscriptions.Access;

/// <summary>From the most to the least.</summary>
internal enum AccessLevel
{
    Full,
    Warned,
    Restricted,
    Ended,
}

/// <summary>Why; of one level the better one first.</summary>
internal enum AccessReason
{
    Active,
    Trial,
    CloseScheduled,
    PaymentFailed,
    Unpaid,
    Paused,
    NotStarted,
    Closed,
    NoSubscription,
    Pass,
    PassInGrace,
    PassRestricted,
    PassFrozen,
    PassNotStarted,
    PassNotPaid,
    PassUsedUp,
    PassExpired,
    PassWithdrawn,
    NoPass,
}

/// <summary>What a subscription, or a pass, gives at a moment, also where the work that is due at that moment has not been done yet (domain.md A7.56).</summary>
/// <param name="Until">When it will change by what is known; in the future. Null where nothing is scheduled.</param>
internal sealed record AccessState(AccessLevel Level, AccessReason Reason, DateTimeOffset? Since, DateTimeOffset? Until, Guid? Subscription)
{
    public static readonly AccessState None = new(AccessLevel.Ended, AccessReason.NoSubscription, null, null, null);

    public static readonly AccessState NoPass = None with { Reason = AccessReason.NoPass };

    /// <summary>The pass that gives it; null of a subscription.</summary>
    public Guid? Pass { get; init; }

    public static AccessState Of(AccessFacts facts, DateTimeOffset now) =>
        NotServed(facts, now) ?? Unpaid(facts, now) ?? Ending(facts, now) ?? Served(facts, now);

    /// <summary>The best of several; it changes at the latest when one that is not served yet is.</summary>
    public static AccessState Best(IEnumerable<AccessState> states)
    {
        List<AccessState> all =
        [
            .. states.OrderBy(s => s.Level).ThenBy(s => s.Reason).ThenByDescending(s => s.Until ?? DateTimeOffset.MaxValue).ThenBy(s => s.Since).ThenBy(s => s.Subscription ?? s.Pass),
        ];
        if (all.Count == 0)
        {
            return None;
        }

        var best = all[0];
        return best.Level == AccessLevel.Full
            ? best
            : all.Where(s => s.Level == AccessLevel.Ended).Aggregate(best, (one, other) => one with { Until = Earlier(one.Until, other.Until) });
    }

    private static AccessState? NotServed(AccessFacts facts, DateTimeOffset now)
    {
        if (facts.Stage == Stage.Churned)
        {
            return State(facts, AccessLevel.Ended, AccessReason.Closed, facts.CloseAt, null);
        }

        var end = End(facts);
        if (end <= now)
        {
            return State(facts, AccessLevel.Ended, AccessReason.Closed, end, null);
        }

        if (facts.Stage == Stage.Paused && !(facts.ResumeDueAt <= now))
        {
            return State(facts, AccessLevel.Ended, AccessReason.Paused, StartOf(facts.PauseDate, facts), Earlier(facts.ResumeDueAt, end));
        }

        var start = StartOf(facts.StartDate, facts);
        return start > now ? State(facts, AccessLevel.Ended, AccessReason.NotStarted, facts.ConfirmedAt, Earlier(start, end)) : null;
    }

    private static AccessState? Unpaid(AccessFacts facts, DateTimeOffset now)
    {
        if (facts.RestrictedSince is { } since)
        {
            return State(facts, AccessLevel.Restricted, AccessReason.Unpaid, since, End(facts));
        }

        if (facts.FailedAt is not { } failed)
        {
            return null;
        }

        var promised = StartOf(facts.RestrictDate, facts);
        return State(facts, AccessLevel.Warned, AccessReason.PaymentFailed, failed, Earlier(promised > now ? promised : null, End(facts)));
    }

    private static AccessState? Ending(AccessFacts facts, DateTimeOffset now)
    {
        if (facts.CloseAt is not null && facts.CloseAt == End(facts))
        {
            return State(facts, AccessLevel.Warned, AccessReason.CloseScheduled, facts.CloseDecidedAt, facts.CloseAt);
        }

        if (facts.Stage == Stage.ToRenew && facts.TermDueAt is { } end)
        {
            return State(facts, AccessLevel.Warned, AccessReason.CloseScheduled, Later(end.AddDays(-facts.RenewNoticeDays), Began(facts)), end);
        }

        // It should be To Renew already; when it ends is not known here before it is.
        return facts.TermDueAt <= now ? State(facts, AccessLevel.Warned, AccessReason.CloseScheduled, facts.TermDueAt, null) : null;
    }

    private static AccessState Served(AccessFacts facts, DateTimeOffset now)
    {
        var trialEnd = facts.PeriodIndex < 0 ? StartOf(facts.TrialEnd, facts) : null;
        return trialEnd > now
            ? State(facts, AccessLevel.Full, AccessReason.Trial, Began(facts), Earlier(trialEnd, facts.TermDueAt))
            : State(facts, AccessLevel.Full, AccessReason.Active, Later(Began(facts), StartOf(facts.TrialEnd, facts)), facts.TermDueAt);
    }

    /// <summary>By a close that is scheduled, or because the term is not renewed.</summary>
    private static DateTimeOffset? End(AccessFacts facts) => Earlier(facts.CloseAt, facts.Stage == Stage.ToRenew ? facts.TermDueAt : null);

    private static DateTimeOffset? Began(AccessFacts facts)
    {
        var began = Later(Later(StartOf(facts.StartDate, facts), facts.ConfirmedAt), facts.ServedSince);
        return facts.Stage == Stage.Paused ? Later(began, facts.ResumeDueAt) : began;
    }

    private static AccessState State(AccessFacts facts, AccessLevel level, AccessReason reason, DateTimeOffset? since, DateTimeOffset? until) =>
        new(level, reason, since, until, facts.Id);

    private static DateTimeOffset? StartOf(DateOnly? day, AccessFacts facts) =>
        day is { } date ? CivilTime.StartOfDay(date, TimeZoneInfo.FindSystemTimeZoneById(facts.TimeZone)) : null;

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one < other ? one : other ?? one;

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one > other ? one : other ?? one;
}
