using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Messaging;

namespace Billing.Dunning.Cases;

/// <summary>A mail about a case was delivered, or came back.</summary>
internal sealed class RecordNotice(BillingDb db, TimeProvider clock) : IEventHandler<NoticeDelivered>, IEventHandler<NoticeBounced>
{
    public async Task Handle(NoticeDelivered e, CancellationToken ct) =>
        (await CaseOf(e.Subject, ct))?.NoticeDelivered(e.Template, e.Address, clock.GetUtcNow());

    public async Task Handle(NoticeBounced e, CancellationToken ct) =>
        (await CaseOf(e.Subject, ct))?.NoticeBounced(e.Template, e.Diagnostic, clock.GetUtcNow());

    private async Task<DunningCase?> CaseOf(Subject? subject, CancellationToken ct) =>
        subject is { Kind: SubjectKinds.DunningCase } ? await db.DunningCases.FirstOrDefaultAsync(c => c.Id == subject.Id, ct) : null;
}
