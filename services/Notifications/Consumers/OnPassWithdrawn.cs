using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A pass was taken back: entered with what was not used of it. The credit note has a mail of its own.</summary>
internal sealed class OnPassWithdrawn(ChatterWriter chatter) : IEventHandler<PassWithdrawn>
{
    public Task Handle(PassWithdrawn e, CancellationToken ct) =>
        chatter.WriteWithBuyer(e, ChatterKind.PassWithdrawn, new ChatterDetails { Amount = e.Credit, Text = e.Reason }, ct);
}
