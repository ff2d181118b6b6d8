using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Messaging;

namespace Billing.Dunning.Cases;

/// <summary>Mails about cases were delivered.</summary>
internal sealed class RecordDeliveries(BillingDb db, TimeProvider clock) : IEventHandler<NoticesDelivered>
{
    public static bool Concerns(NoticesDelivered e) => e.Notices.Any(RecordDelivery.Concerns);

    public Task Handle(NoticesDelivered e, CancellationToken ct) => Record([.. e.Notices.Where(RecordDelivery.Concerns)], ct);

    /// <param name="notices">About cases, each of them.</param>
    public async Task Record(IReadOnlyList<NoticeDelivered> notices, CancellationToken ct)
    {
        List<Guid> ids = [.. notices.Select(e => e.Subject!.Id).Distinct()];
        var cases = await db.DunningCases.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        // When another service takes a batch apart, its events come by themselves too.
        List<Guid> events = [.. notices.Select(e => e.EventId)];
        var entered = await db.Set<DunningEntry>().Where(e => events.Contains(e.Id)).Select(e => e.Id).ToHashSetAsync(ct);
        foreach (var e in notices.Where(e => !entered.Contains(e.EventId)))
        {
            cases.GetValueOrDefault(e.Subject!.Id)?.NoticeDelivered(e.Template, e.Address, clock.GetUtcNow(), e.EventId);
        }
    }
}
