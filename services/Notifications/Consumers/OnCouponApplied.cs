using Contracts.Conversions;
using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A coupon came onto an order: entered with its code and name.</summary>
internal sealed class OnCouponApplied(ChatterBook chatter) : IEventHandler<CouponApplied>
{
    public Task Handle(CouponApplied e, CancellationToken ct) => chatter.Enter(
        e, e.Order, e.Customer, ChatterKind.CouponApplied, visible: true,
        new ChatterDetails { Reference = e.Coupon.Code, Text = e.Coupon.Name.In(e.Customer.Language) }, ct);
}
