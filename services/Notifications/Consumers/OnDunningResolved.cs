using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A case is over. What staff wrote about it is theirs.</summary>
internal sealed class OnDunningResolved(ChatterWriter chatter) : IEventHandler<DunningResolved>
{
    public Task Handle(DunningResolved e, CancellationToken ct) => chatter.Write(
        e, ChatterKind.DunningResolved, visible: e.Resolution == "paid",
        new ChatterDetails { Reference = e.Subject.Number, Amount = e.Recovered.Amount > 0 ? e.Recovered : null, Text = e.Reason }, ct);
}
