using Contracts.Events;
using ServiceDefaults.Messaging;

namespace Billing.Dunning.Cases;

/// <summary>A mail about a case came back.</summary>
internal sealed class RecordBounce(BillingDb db, TimeProvider clock) : IEventHandler<NoticeBounced>
{
    public static bool Concerns(NoticeBounced e) => e.Subject?.Kind == SubjectKinds.DunningCase;

    public async Task Handle(NoticeBounced e, CancellationToken ct) =>
        (await db.CaseOf(e.Subject, ct))?.NoticeBounced(e.Template, e.Diagnostic, clock.GetUtcNow());
}
