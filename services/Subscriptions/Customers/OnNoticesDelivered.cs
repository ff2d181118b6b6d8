using Contracts.Events;
using ServiceDefaults.Messaging;

namespace Subscriptions.Customers;

/// <summary>Remembers that mail to customers' addresses was accepted.</summary>
internal sealed class OnNoticesDelivered(EmailStatuses statuses, TimeProvider clock) : IEventHandler<NoticesDelivered>
{
    public Task Handle(NoticesDelivered e, CancellationToken ct) => Record(e.Notices, ct);

    public async Task Record(IReadOnlyList<NoticeDelivered> notices, CancellationToken ct)
    {
        var known = await statuses.Of([.. notices.Select(e => (e.CustomerId, e.Address))], ct);
        foreach (var (e, status) in notices.Zip(known))
        {
            status?.Delivered(e.SentAt, e.OccurredAt, clock.GetUtcNow());
        }
    }
}
