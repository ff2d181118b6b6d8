using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A customer was entered or edited: for staff to see.</summary>
internal sealed class OnCustomerChanged(ChatterWriter chatter) : IEventHandler<CustomerChanged>
{
    public Task Handle(CustomerChanged e, CancellationToken ct) => chatter.Write(e, ChatterKind.CustomerChanged, visible: false, details: null, ct);
}
