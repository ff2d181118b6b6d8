using Contracts.Events;
using ServiceDefaults.Messaging;

namespace Billing.Dunning.Cases;

/// <summary>A mail about a case was delivered.</summary>
internal sealed class RecordDelivery(BillingDb db, TimeProvider clock) : IEventHandler<NoticeDelivered>
{
    /// <summary>Most mails are about something else.</summary>
    public static bool Concerns(NoticeDelivered e) => e.Subject?.Kind == SubjectKinds.DunningCase;

    public async Task Handle(NoticeDelivered e, CancellationToken ct) =>
        (await db.CaseOf(e.Subject, ct))?.NoticeDelivered(e.Template, e.Address, clock.GetUtcNow());
}
