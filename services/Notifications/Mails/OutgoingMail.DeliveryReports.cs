using Contracts.Events;
using ServiceDefaults.Access;

namespace Notifications.Mails;

/// <summary>What becomes of a mail after it was handed over, and how others hear of it.</summary>
public sealed partial class OutgoingMail
{
    /// <summary>Sent -> Bounced. A report that is repeated, or speaks of an earlier try, changes nothing.</summary>
    /// <param name="occurredAt">When it came back, as the report says.</param>
    /// <returns>Whether it changed anything.</returns>
    public bool Bounce(bool permanent, string diagnostic, EventActor actor, DateTimeOffset occurredAt, DateTimeOffset now)
    {
        if (State != MailState.Sent || occurredAt <= BouncedAt || occurredAt <= DeliveryReportedAt)
        {
            return false;
        }

        var cleaned = Diagnostics.Clean(diagnostic, Template);
        State = MailState.Bounced;
        BouncedAt = occurredAt;
        LastError = cleaned;
        UpdatedAt = now;
        RaiseBounced(actor, occurredAt, permanent, cleaned, SentAt, now);
        return true;
    }

    /// <summary>Notes that it reached its recipient; Bounced -> Sent where the report is newer than the bounce.</summary>
    /// <returns>Whether it changed anything.</returns>
    public bool ReportDelivered(EventActor actor, DateTimeOffset occurredAt, DateTimeOffset now)
    {
        if (State is not (MailState.Sent or MailState.Bounced) || occurredAt <= BouncedAt || (State == MailState.Sent && DeliveryReportedAt is not null))
        {
            return false;
        }

        DeliveryReportedAt = occurredAt;
        UpdatedAt = now;
        if (State == MailState.Bounced)
        {
            State = MailState.Sent;
            LastError = "";
            RaiseDelivered(actor, occurredAt, now);
        }

        return true;
    }

    /// <summary>Publishes by one event what these mails would each publish by their own delivery; one delivery is published alone.</summary>
    public static void PublishBatch(IReadOnlyList<OutgoingMail> mails, DateTimeOffset now)
    {
        List<NoticeDelivered> notices = [.. mails.SelectMany(mail => mail.TakeRaised<NoticeDelivered>())];
        if (notices.Count > 0)
        {
            mails[0].Raise(notices is [var one] ? one : new NoticesDelivered(Guid.CreateVersion7(now), Guid.CreateVersion7(now), Caller.System, now, notices));
        }
    }

    private void RaiseDelivered(EventActor actor, DateTimeOffset occurredAt, DateTimeOffset now) =>
        Raise(new NoticeDelivered(Guid.CreateVersion7(now), Id, actor, occurredAt, About, CustomerId, Template, To, SentAt!.Value, CauseId));

    private void RaiseBounced(EventActor actor, DateTimeOffset occurredAt, bool permanent, string diagnostic, DateTimeOffset? sentAt, DateTimeOffset now) =>
        Raise(new NoticeBounced(
            Guid.CreateVersion7(now), Id, actor, occurredAt, About, CustomerId, Template, To, permanent, diagnostic, sentAt, CauseId));
}
