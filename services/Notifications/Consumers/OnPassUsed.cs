using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A client came to a class, or missed one: entered with the client's name.</summary>
internal sealed class OnPassUsed(ChatterWriter chatter) : IEventHandler<PassUsed>
{
    public static bool Batched => true;

    public Task LookUp(IReadOnlyList<PassUsed> set, CancellationToken ct) => chatter.LookUp(set, ct);

    public Task Handle(PassUsed e, CancellationToken ct) =>
        chatter.Write(
            e, e.Classes > 0 ? ChatterKind.PassUsed : ChatterKind.PassMissedFree, visible: true, new ChatterDetails { Reference = e.Holder.Name, Text = e.VisitState }, ct);
}
