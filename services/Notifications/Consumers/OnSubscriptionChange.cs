using System.Globalization;
using Contracts.Conversions;
using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>Plan or quantity changed, or will, or will not after all: entered with what it was and what it is.</summary>
internal sealed class OnSubscriptionChange(ChatterBook chatter)
    : IEventHandler<SubscriptionChanged>, IEventHandler<SubscriptionChangeScheduled>, IEventHandler<SubscriptionChangeCancelled>
{
    public Task Handle(SubscriptionChanged e, CancellationToken ct) => chatter.Enter(
        e, e.Order, e.Customer, ChatterKind.Changed, visible: true, new ChatterDetails { Text = Words(e.Old, e.New, e.Customer) }, ct);

    public Task Handle(SubscriptionChangeScheduled e, CancellationToken ct) => chatter.Enter(
        e, e.Order, e.Customer, ChatterKind.ChangeScheduled, visible: true, new ChatterDetails { Text = Words(e.Old, e.New, e.Customer), EndDate = e.ChangeDate }, ct);

    public Task Handle(SubscriptionChangeCancelled e, CancellationToken ct) => chatter.Enter(
        e, e.Order, e.Customer, ChatterKind.ChangeCancelled, visible: true, new ChatterDetails { Text = Words(e.Old, e.New, e.Customer) }, ct);

    /// <summary>1 x Basic -> 3 x Pro</summary>
    private static string Words(EventPlanTerms old, EventPlanTerms now, EventCustomer customer) =>
        $"{Words(old, customer)} -> {Words(now, customer)}";

    private static string Words(EventPlanTerms terms, EventCustomer customer) =>
        string.Create(CultureInfo.InvariantCulture, $"{terms.Quantity} x {terms.PlanName.In(customer.Language)}");
}
