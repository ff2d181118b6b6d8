using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A billing period has brought a pass: entered with the pass and with the subscription. The mails of the subscription tell of what it costs.</summary>
internal sealed class OnPassGranted(ChatterWriter chatter) : IEventHandler<PassGranted>
{
    public Task Handle(PassGranted e, CancellationToken ct) =>
        chatter.WriteWithOrder(e, e.Subscription, ChatterKind.PassGranted, e.Pass.EndDate, ct);
}
