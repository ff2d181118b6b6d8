using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>All steps of a case were in vain.</summary>
internal sealed class OnDunningExhausted(ChatterWriter chatter) : IEventHandler<DunningExhausted>
{
    public Task Handle(DunningExhausted e, CancellationToken ct) => chatter.Write(
        e, ChatterKind.DunningExhausted, visible: false, new ChatterDetails { Reference = e.Subject.Number, Amount = e.AmountDue, Text = e.FinalAction }, ct);
}
