using Contracts.Conversions;
using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A coupon came onto an order: entered with its code and name.</summary>
internal sealed class OnCouponApplied(ChatterWriter chatter) : IEventHandler<CouponApplied>
{
    public Task Handle(CouponApplied e, CancellationToken ct) => chatter.Write(
        e, ChatterKind.CouponApplied, visible: true,
        new ChatterDetails { Reference = e.Coupon.Code, Text = e.Coupon.Name.In(e.Customer.Language) }, ct);
}
