using Contracts.Events;
using ServiceDefaults.Messaging;

namespace Billing.Dunning.Cases;

/// <summary>A mail about a case was delivered.</summary>
internal sealed class RecordDelivery(RecordDeliveries together) : IEventHandler<NoticeDelivered>
{
    /// <summary>Most mails are about something else.</summary>
    public static bool Concerns(NoticeDelivered e) => e.Subject?.Kind == SubjectKinds.DunningCase;

    public Task Handle(NoticeDelivered e, CancellationToken ct) => together.Record([e], ct);
}
