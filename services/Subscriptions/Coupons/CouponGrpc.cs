using Grpc.Core;
using ServiceDefaults;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Coupons;

internal sealed class CouponGrpc : Wire.CouponService.CouponServiceBase
{
    public override Task<Wire.Coupon> CreateCoupon(Wire.CreateCouponRequest request, ServerCallContext context) =>
        context.Feature<CreateCoupon>().Handle(request, context.CancellationToken);

    public override Task<Wire.Coupon> GetCoupon(Wire.GetCouponRequest request, ServerCallContext context) =>
        context.Feature<GetCoupon>().Handle(request, context.CancellationToken);

    public override Task<Wire.ListCouponsResponse> ListCoupons(Wire.ListCouponsRequest request, ServerCallContext context) =>
        context.Feature<ListCoupons>().Handle(request, context.CancellationToken);

    public override Task<Wire.Coupon> UpdateCoupon(Wire.UpdateCouponRequest request, ServerCallContext context) =>
        context.Feature<UpdateCoupon>().Handle(request, context.CancellationToken);

    public override Task<Wire.Coupon> RetireCoupon(Wire.RetireCouponRequest request, ServerCallContext context) =>
        context.Feature<RetireCoupon>().Handle(request, context.CancellationToken);
}
