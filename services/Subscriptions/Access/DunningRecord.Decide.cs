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
/// <param name="Reason">Of what is withheld: NO_NOTICE, NOTICE_BOUNCED, NOTICE_LATE or NOT_YET; else empty.</param>
/// <param name="Until">When NOT_YET is over; null for all else.</param>
internal sealed record DunningDecision(DunningAction Action, string Step = "", string Reason = "", DateTimeOffset? Until = null)
{
    public static readonly DunningDecision None = new(DunningAction.None);
}

public sealed partial class DunningRecord
{
    private bool CloseAsked => ExhaustedAt is not null && FinalAction == "close" && FinalActionAt is null;

    /// <summary>Its final action wrote off what was due: nothing is left to be paid, and so nothing to restrict for.</summary>
    private bool IsWrittenOff => ExhaustedAt is not null && FinalAction == "write_off";

    /// <summary>Staff have paused it since it last came to its end.</summary>
    private bool IsHeld => Paused && !(ExhaustedAt > PauseChangedAt);

    /// <summary>The one place that says what is to be done: of the record and the subscription as they are, whatever has told of them.</summary>
    /// <param name="stage">Of the subscription.</param>
    /// <param name="restriction">That is in force; null when none is.</param>
    /// <param name="zone">The customer's.</param>
    internal DunningDecision Decide(Stage stage, Restriction? restriction, TimeZoneInfo zone, DateTimeOffset now)
    {
        var restricted = restriction?.CaseId == Id;
        if (ResolvedAt is not null || IsWrittenOff || (restricted && WasWrong(restriction!, zone)))
        {
            return restricted ? new DunningDecision(DunningAction.Restore) : DunningDecision.None;
        }

        if (SubscriptionId is null || !stage.IsRunning() || IsHeld)
        {
            return DunningDecision.None;
        }

        var close = CloseAsked ? Allowed(DunningAction.Close, "close", NoticeOfEnd(), zone, now) : DunningDecision.None;
        if (close.Action == DunningAction.Close)
        {
            return close;
        }

        var restricts = RestrictAskedAt is not null && restriction is null && stage != Stage.Paused;
        var restrict = restricts ? Allowed(DunningAction.Restrict, "restrict", NoticeOfRestriction(), zone, now) : DunningDecision.None;
        return restrict.Action == DunningAction.Restrict || close.Action == DunningAction.None
            ? restrict
            : close with { Until = restrict.Until < close.Until ? restrict.Until : close.Until ?? restrict.Until };
    }

    private DunningDecision Allowed(DunningAction action, string step, PriorNotice notice, TimeZoneInfo zone, DateTimeOffset now) =>
        notice.Denial(SubscriptionId!.Value, zone, now) is not { } reason
            ? new DunningDecision(action)
            : new DunningDecision(
                DunningAction.Withhold, step, reason,
                reason == "NOT_YET" && notice.PromisedDay is { } day ? CivilTime.StartOfDay(day, zone) : null);

    private PriorNotice NoticeOfRestriction()
    {
        var notice = NewestNotice(restricts: true, before: null);
        return ProofOf(notice, notice?.RestrictBegins, RestrictDate);
    }

    /// <summary>That of the restriction too, where none came after it.</summary>
    private PriorNotice NoticeOfEnd()
    {
        var notice = NewestNotice(restricts: false, before: null);
        return ProofOf(notice, notice?.FinalBegins, FinalDate);
    }

    /// <param name="restricts">It announces a restriction.</param>
    /// <param name="before">Was due by then; null: whenever.</param>
    private DunningNotice? NewestNotice(bool restricts, DateTimeOffset? before) => _notices
        .Where(notice => (!restricts || notice.RestrictDate is not null) && !(notice.At > before))
        .OrderByDescending(notice => notice.At).ThenBy(notice => notice.Id).FirstOrDefault();

    private IEnumerable<DunningMail> MailsOf(DunningNotice? notice) => _mails.Where(mail => mail.CauseId == notice?.Id);

    /// <summary>Of the mails of a notice the first that was accepted and has not come back; else one that has; else none.</summary>
    /// <param name="begins">The beginning of what it announces.</param>
    /// <param name="promised">The day that it names, or a later one that holds by now.</param>
    private PriorNotice ProofOf(DunningNotice? notice, DateTimeOffset? begins, DateOnly? promised)
    {
        var best = MailsOf(notice).OrderBy(mail => mail.Bounced).ThenBy(mail => mail.SentAt is null).ThenBy(mail => mail.SentAt).ThenBy(mail => mail.Id).FirstOrDefault();
        return new PriorNotice(Id, SubscriptionId ?? Guid.Empty, best?.Template ?? "", best?.SentAt, best?.Bounced ?? false, begins, promised);
    }

    /// <summary>
    /// Service was restricted although something had happened before that forbids it, and is heard of only now: no notice was delivered in time that had not
    /// come back, a later day had been promised, or staff had paused the case.
    /// </summary>
    private bool WasWrong(Restriction restriction, TimeZoneInfo zone) =>
        !HadNotice(restriction)
        || (RestrictPromisedAt <= restriction.Since && RestrictDate is { } day && CivilTime.StartOfDay(day, zone) > restriction.Since)
        || (IsHeld && PauseChangedAt <= restriction.Since);

    private bool HadNotice(Restriction restriction)
    {
        var notice = NewestNotice(restricts: true, before: restriction.Since);
        return MailsOf(notice).Any(mail => mail.SentAt < notice!.RestrictBegins && !(mail.Bounced && mail.BouncedAt <= restriction.Since));
    }
}
