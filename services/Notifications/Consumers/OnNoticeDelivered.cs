using Contracts.Events;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A mail left the house: entered as <see cref="OnNoticesDelivered"/> does it.</summary>
internal sealed class OnNoticeDelivered(OnNoticesDelivered together) : IEventHandler<NoticeDelivered>
{
    public static bool Concerns(NoticeDelivered e) => OnNoticesDelivered.IsEntered(e);

    public Task Handle(NoticeDelivered e, CancellationToken ct) => together.Enter([e], ct);
}
