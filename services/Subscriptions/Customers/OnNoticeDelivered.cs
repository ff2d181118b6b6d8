using Contracts.Events;
using ServiceDefaults.Messaging;

namespace Subscriptions.Customers;

/// <summary>Remembers that mail to a customer's address was accepted, as <see cref="OnNoticesDelivered"/> does it.</summary>
internal sealed class OnNoticeDelivered(OnNoticesDelivered together) : IEventHandler<NoticeDelivered>
{
    public Task Handle(NoticeDelivered e, CancellationToken ct) => together.Record([e], ct);
}
