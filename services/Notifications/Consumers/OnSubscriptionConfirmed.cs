using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A quotation became an order.</summary>
internal sealed class OnSubscriptionConfirmed(ChatterWriter chatter) : IEventHandler<SubscriptionConfirmed>
{
    public Task Handle(SubscriptionConfirmed e, CancellationToken ct) =>
        chatter.Write(e, ChatterKind.Confirmed, visible: true, new ChatterDetails { OldStage = "quotation", NewStage = "in_progress", Amount = e.Discount?.Total ?? e.RecurringTotal }, ct);
}
