using Subscriptions.Orders;
using Subscriptions.Time;

namespace Subscriptions.Access;

/// <summary>What a dunning case wants of its subscription now.</summary>
internal enum DunningAction
{
    None,
    Restrict,
    Close,
    Restore,

    /// <summary>It asks for a restriction or a close that must not be yet.</summary>
    Withhold,
}

/// <param name="Step">Of what is withheld: restrict or close; else empty.</param>
/// <param name="Reason">Of what is withheld: NO_NOTICE, NOTICE_BOUNCED or NOT_YET; else empty.</param>
/// <param name="Until">When NOT_YET is over; null for all else.</param>
internal sealed record DunningDecision(DunningAction Action, string Step = "", string Reason = "", DateTimeOffset? Until = null)
{
    public static readonly DunningDecision None = new(DunningAction.None);
}

public sealed partial class DunningRecord
{
    private bool CloseAsked => ExhaustedAt is not null && FinalAction == "close" && FinalActionAt is null;

    /// <summary>The one place that says what is to be done: of the record and the subscription as they are, whatever has told of them.</summary>
    /// <param name="stage">Of the subscription.</param>
    /// <param name="restriction">That is in force; null when none is.</param>
    /// <param name="zone">The customer's.</param>
    internal DunningDecision Decide(Stage stage, Restriction? restriction, TimeZoneInfo zone, DateTimeOffset now)
    {
        var restricted = restriction?.CaseId == Id;
        if (ResolvedAt is not null || (restricted && WasWrong(restriction!, zone)))
        {
            return restricted ? new DunningDecision(DunningAction.Restore) : DunningDecision.None;
        }

        if (SubscriptionId is null || !stage.IsRunning() || (Paused && ExhaustedAt is null))
        {
            return DunningDecision.None;
        }

        var close = CloseAsked ? Allowed(DunningAction.Close, "close", NoticeOf(FinalDate), zone, now) : DunningDecision.None;
        if (close.Action == DunningAction.Close)
        {
            return close;
        }

        var restricts = RestrictAskedAt is not null && restriction is null && stage != Stage.Paused;
        var restrict = restricts ? Allowed(DunningAction.Restrict, "restrict", NoticeOf(RestrictDate), zone, now) : DunningDecision.None;
        return restrict.Action == DunningAction.Restrict || close.Action == DunningAction.None
            ? restrict
            : close with { Until = restrict.Until < close.Until ? restrict.Until : close.Until ?? restrict.Until };
    }

    private DunningDecision Allowed(DunningAction action, string step, PriorNotice notice, TimeZoneInfo zone, DateTimeOffset now) =>
        notice.WhyNot(SubscriptionId!.Value, zone, now) is not { } reason
            ? new DunningDecision(action)
            : new DunningDecision(
                DunningAction.Withhold, step, reason,
                reason == "NOT_YET" && notice.PromisedDay is { } day ? CivilTime.StartOfDay(day, zone) : null);

    /// <summary>The proof: the newest notice that was accepted and has not come back; else the newest that has; else none.</summary>
    private PriorNotice NoticeOf(DateOnly? promised)
    {
        var best = _mails.Where(mail => PriorNotice.IsNotice(mail.Template))
            .OrderBy(mail => mail.Bounced).ThenBy(mail => mail.SentAt is null).ThenByDescending(mail => mail.SentAt).ThenBy(mail => mail.Id)
            .FirstOrDefault();
        return new PriorNotice(Id, SubscriptionId ?? Guid.Empty, best?.Template ?? "", best?.SentAt, best?.Bounced ?? false, promised);
    }

    /// <summary>
    /// Service was restricted although something had happened before that forbids it, and is heard of only now: every notice had come back, a later
    /// day had been promised, or staff had paused the case.
    /// </summary>
    private bool WasWrong(Restriction restriction, TimeZoneInfo zone) =>
        !_mails.Any(mail => PriorNotice.IsNotice(mail.Template) && mail.SentAt is not null && !(mail.Bounced && mail.BouncedAt <= restriction.Since))
        || (RestrictPromisedAt <= restriction.Since && RestrictDate is { } day && CivilTime.StartOfDay(day, zone) > restriction.Since)
        || (Paused && ExhaustedAt is null && PauseChangedAt <= restriction.Since);
}
