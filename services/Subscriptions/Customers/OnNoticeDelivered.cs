using Contracts.Events;
using ServiceDefaults.Messaging;

namespace Subscriptions.Customers;

/// <summary>Remembers that mail to a customer's address was accepted.</summary>
internal sealed class OnNoticeDelivered(EmailStatuses statuses, TimeProvider clock) : IEventHandler<NoticeDelivered>
{
    public async Task Handle(NoticeDelivered e, CancellationToken ct)
    {
        if (await statuses.Of(e.CustomerId, e.Address, ct) is { } status)
        {
            status.Delivered(e.SentAt, e.OccurredAt, clock.GetUtcNow());
        }
    }
}
