using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A restriction or a close was not made, as no notice of it was delivered.</summary>
internal sealed class OnDunningActionWithheld(ChatterWriter chatter) : IEventHandler<DunningActionWithheld>
{
    public Task Handle(DunningActionWithheld e, CancellationToken ct) => chatter.Write(
        e, ChatterKind.DunningWithheld, visible: false, new ChatterDetails { Reference = e.Subject.Number, Text = e.Reason }, ct);
}
