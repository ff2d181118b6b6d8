using Contracts.Events;
using Subscriptions.Orders;

namespace Subscriptions.Access;

/// <summary>How events fill the record. Where several tell the same, the one that happened last counts, or first, never the one that came last.</summary>
public sealed partial class DunningRecord
{
    /// <summary>Of several resolutions the strongest counts: a late payment is a payment.</summary>
    private static readonly string[] Resolutions = ["", "by_staff", "written_off", "settled", "paid"];

    /// <param name="e">About this case: one of Billing's dunning events, or what became of a mail about it.</param>
    internal void Note(IEvent e, DateTimeOffset now)
    {
        if (e is ISubjectEvent reported)
        {
            Number = reported.Subject.Number;
            SubscriptionId ??= reported.Source is { Kind: SubjectKinds.Subscription } source ? source.Id : null;
        }

        switch (e)
        {
            case DunningStarted started:
                (OpenedAt, Cause) = (started.OccurredAt, started.Cause);
                break;
            case DunningStepDue step:
                Note(step);
                break;
            case DunningCaseChanged change:
                Note(change);
                break;
            case DunningResolved resolved:
                Note(resolved);
                break;
            case DunningRecoveryLost lost when !(lost.OccurredAt < RecoveryLostAt):
                RecoveryLostAt = lost.OccurredAt;
                break;
            // It comes again when the notice of its end had to be written anew.
            case DunningExhausted exhausted when !(exhausted.OccurredAt < ExhaustedAt):
                (ExhaustedAt, FinalAction) = (exhausted.OccurredAt, exhausted.FinalAction);
                if (FinalAction != "close")
                {
                    FinalActionAt = ExhaustedAt;
                }

                break;
            case NoticeDelivered delivered:
                Mail(delivered.AggregateId, delivered.Template, delivered.CauseId).Delivered(delivered.SentAt, delivered.OccurredAt);
                break;
            case NoticeBounced bounced:
                Mail(bounced.AggregateId, bounced.Template, bounced.CauseId).CameBack(bounced.OccurredAt);
                break;
        }

        MessagesSent = _mails.Count(mail => mail.SentAt is { } sent && !(sent >= ResolvedAt));
        UpdatedAt = now;
    }

    /// <summary>From the ledger, for the event may come late: what the subscription brought at the moment at which the case was opened.</summary>
    internal void AtRisk(decimal mrr, string currency) => (Mrr, Currency) = (mrr, currency);

    private void Note(DunningStepDue step)
    {
        if (step.Step == "restrict" && !(step.OccurredAt >= RestrictAskedAt))
        {
            RestrictAskedAt = step.OccurredAt;
        }

        if (step.Step != "notice" || !PriorNotice.IsNotice(step.Template))
        {
            return;
        }

        if (!_notices.Exists(notice => notice.Id == step.EventId))
        {
            _notices.Add(DunningNotice.Create(step));
        }

        if (step.RestrictDate is not null && !(step.OccurredAt < RestrictPromisedAt))
        {
            (RestrictDate, RestrictPromisedAt) = (step.RestrictDate, step.OccurredAt);
        }

        if (!(step.OccurredAt < FinalPromisedAt))
        {
            (FinalDate, FinalPromisedAt) = (step.FinalDate, step.OccurredAt);
        }
    }

    private void Note(DunningCaseChanged change)
    {
        if (change.Change is "paused" or "resumed" && !(change.OccurredAt < PauseChangedAt))
        {
            (Paused, PauseChangedAt) = (change.Change == "paused", change.OccurredAt);
        }

        if (change.Change is "paused" or "mail_bounced" or "resumed" && !(change.OccurredAt < ClockChangedAt))
        {
            (ClockStopped, ClockChangedAt) = (change.Change != "resumed", change.OccurredAt);
        }

        // What a notice has promised was moved.
        if (change.RestrictDate is not null && !(change.OccurredAt < RestrictPromisedAt))
        {
            (RestrictDate, RestrictPromisedAt) = (change.RestrictDate, change.OccurredAt);
        }

        if (change.FinalDate is not null && !(change.OccurredAt < FinalPromisedAt))
        {
            (FinalDate, FinalPromisedAt) = (change.FinalDate, change.OccurredAt);
        }
    }

    private void Note(DunningResolved resolved)
    {
        var (known, reported) = (Array.IndexOf(Resolutions, Resolution), Array.IndexOf(Resolutions, resolved.Resolution));
        if (reported > known || (reported == known && resolved.OccurredAt < ResolvedAt))
        {
            (ResolvedAt, Resolution) = (resolved.OccurredAt, resolved.Resolution);
        }

        if (resolved.Resolution is "paid" or "settled" && !(resolved.OccurredAt < RecoveredAt))
        {
            RecoveredAt = resolved.OccurredAt;
        }
    }

    private DunningMail Mail(Guid id, string template, Guid causeId)
    {
        var mail = _mails.Find(m => m.Id == id);
        if (mail is null)
        {
            mail = DunningMail.Create(id, template, causeId);
            _mails.Add(mail);
        }

        return mail;
    }
}
