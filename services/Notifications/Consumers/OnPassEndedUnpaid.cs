using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A pass that was never paid is over: entered with it and with its buyer.</summary>
internal sealed class OnPassEndedUnpaid(ChatterWriter chatter) : IEventHandler<PassEndedUnpaid>
{
    public Task Handle(PassEndedUnpaid e, CancellationToken ct) =>
        chatter.WriteWithBuyer(e, ChatterKind.PassEndedUnpaid, new ChatterDetails { Reference = e.Invoice.Number }, ct);
}
