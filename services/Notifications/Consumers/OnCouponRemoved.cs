using Contracts.Conversions;
using Contracts.Events;
using Contracts.Notifications.V1;
using Notifications.Chatter;
using ServiceDefaults.Messaging;

namespace Notifications.Consumers;

/// <summary>A coupon was taken off an order: entered with its code and name.</summary>
internal sealed class OnCouponRemoved(ChatterWriter chatter) : IEventHandler<CouponRemoved>
{
    public Task Handle(CouponRemoved e, CancellationToken ct) => chatter.Write(
        e, ChatterKind.CouponRemoved, visible: true,
        new ChatterDetails { Reference = e.Coupon.Code, Text = e.Coupon.Name.In(e.Customer.Language) }, ct);
}
