using Contracts.Events;
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
    /// <param name="restrictedBy">Case that the subscription is restricted for; null when it is not.</param>
    /// <param name="zone">The customer's.</param>
    internal DunningDecision Decide(Stage stage, Guid? restrictedBy, TimeZoneInfo zone, DateTimeOffset now)
    {
        if (ResolvedAt is not null)
        {
            return restrictedBy == Id ? new DunningDecision(DunningAction.Restore) : DunningDecision.None;
        }

        if (SubscriptionId is null || !stage.IsRunning() || (Paused && ExhaustedAt is null))
        {
            return DunningDecision.None;
        }

        var close = CloseAsked ? Allowed(DunningAction.Close, "close", FinalNotice(), zone, now) : DunningDecision.None;
        if (close.Action == DunningAction.Close)
        {
            return close;
        }

        var restricts = RestrictAskedAt is not null && restrictedBy is null && stage != Stage.Paused;
        var restrict = restricts ? Allowed(DunningAction.Restrict, "restrict", RestrictionNotice(), zone, now) : DunningDecision.None;
        return restrict.Action == DunningAction.Restrict || close.Action == DunningAction.None
            ? restrict
            : close with { Until = restrict.Until < close.Until ? restrict.Until : close.Until ?? restrict.Until };
    }

    /// <summary>The proof for a restriction.</summary>
    internal PriorNotice RestrictionNotice() => Notice(RestrictDate);

    /// <summary>The proof for the final action.</summary>
    internal PriorNotice FinalNotice() => Notice(FinalDate);

    internal void Restricted(DateTimeOffset now)
    {
        RestrictedAt ??= now;
        Settle(now);
    }

    /// <summary>The final action was taken, or is of no use any more.</summary>
    internal void TookFinalAction(DateTimeOffset now)
    {
        FinalActionAt = now;
        Settle(now);
    }

    /// <summary>Nothing that was asked for waits any more.</summary>
    internal void Settle(DateTimeOffset now)
    {
        if (NextCheckAt is not null || WithheldStep.Length > 0)
        {
            (NextCheckAt, WithheldStep, WithheldReason) = (null, "", "");
            UpdatedAt = now;
        }
    }

    /// <summary>Says once for each reason that something is withheld, and comes back to it when its day comes.</summary>
    internal void Withhold(DunningDecision decision, Subject source, EventCustomer customer, DateTimeOffset now)
    {
        NextCheckAt = decision.Until;
        if ((WithheldStep, WithheldReason) == (decision.Step, decision.Reason))
        {
            return;
        }

        (WithheldStep, WithheldReason) = (decision.Step, decision.Reason);
        UpdatedAt = now;
        Raise(new DunningActionWithheld(
            Guid.CreateVersion7(), Id, ServiceDefaults.Access.Caller.System, now, Subject.WithoutName(SubjectKinds.DunningCase, Id, Number), source, customer,
            decision.Step, decision.Reason));
    }

    private DunningDecision Allowed(DunningAction action, string step, PriorNotice notice, TimeZoneInfo zone, DateTimeOffset now) =>
        notice.WhyNot(SubscriptionId!.Value, zone, now) is not { } reason
            ? new DunningDecision(action)
            : new DunningDecision(
                DunningAction.Withhold, step, reason,
                reason == "NOT_YET" && notice.PromisedDay is { } day ? CivilTime.StartOfDay(day, zone) : null);

    /// <summary>The newest notice that was accepted and has not come back; else the newest that has; else none.</summary>
    private PriorNotice Notice(DateOnly? promised)
    {
        var best = _mails.Where(mail => PriorNotice.IsNotice(mail.Template))
            .OrderBy(mail => mail.Bounced).ThenBy(mail => mail.SentAt is null).ThenByDescending(mail => mail.SentAt).ThenBy(mail => mail.Id)
            .FirstOrDefault();
        return new PriorNotice(Id, SubscriptionId ?? Guid.Empty, best?.Template ?? "", best?.SentAt, best?.Bounced ?? false, promised);
    }
}
