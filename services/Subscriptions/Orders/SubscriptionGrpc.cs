using Grpc.Core;
using ServiceDefaults;
using ServiceDefaults.Access;
using Subscriptions.Orders.Discounts;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders;

internal sealed class SubscriptionGrpc : Wire.SubscriptionService.SubscriptionServiceBase
{
    public override Task<Wire.Subscription> CreateSubscription(Wire.CreateSubscriptionRequest request, ServerCallContext context) =>
        context.Feature<CreateSubscription>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.Subscription> GetSubscription(Wire.GetSubscriptionRequest request, ServerCallContext context) =>
        context.Feature<GetSubscription>().Handle(request, context.CancellationToken);

    public override Task<Wire.ListSubscriptionsResponse> ListSubscriptions(Wire.ListSubscriptionsRequest request, ServerCallContext context) =>
        context.Feature<ListSubscriptions>().Handle(request, context.CancellationToken);

    public override Task<Wire.Subscription> UpdateSubscription(Wire.UpdateSubscriptionRequest request, ServerCallContext context) =>
        context.Feature<UpdateSubscription>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.Subscription> SendQuotation(Wire.SendQuotationRequest request, ServerCallContext context) =>
        context.Feature<SendQuotation>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.Subscription> ConfirmSubscription(Wire.ConfirmSubscriptionRequest request, ServerCallContext context) =>
        context.Feature<ConfirmSubscription>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.Subscription> CancelQuotation(Wire.CancelQuotationRequest request, ServerCallContext context) =>
        context.Feature<CancelQuotation>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.Subscription> CloseSubscription(Wire.CloseSubscriptionRequest request, ServerCallContext context) =>
        context.Feature<CloseSubscription>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.Subscription> UndoCloseSubscription(Wire.UndoCloseSubscriptionRequest request, ServerCallContext context) =>
        context.Feature<UndoCloseSubscription>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.CloseSimulation> SimulateClose(Wire.SimulateCloseRequest request, ServerCallContext context) =>
        context.Feature<SimulateClose>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.Subscription> PauseSubscription(Wire.PauseSubscriptionRequest request, ServerCallContext context) =>
        context.Feature<PauseSubscription>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.Subscription> ResumeSubscription(Wire.ResumeSubscriptionRequest request, ServerCallContext context) =>
        context.Feature<ResumeSubscription>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.Subscription> ReactivateSubscription(Wire.ReactivateSubscriptionRequest request, ServerCallContext context) =>
        context.Feature<ReactivateSubscription>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.ReactivationPreview> PreviewReactivation(Wire.PreviewReactivationRequest request, ServerCallContext context) =>
        context.Feature<PreviewReactivation>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.Subscription> RenewSubscription(Wire.RenewSubscriptionRequest request, ServerCallContext context) =>
        context.Feature<RenewSubscription>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.RenewalPreview> PreviewRenewal(Wire.PreviewRenewalRequest request, ServerCallContext context) =>
        context.Feature<PreviewRenewal>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.Subscription> ChangeSubscription(Wire.ChangeSubscriptionRequest request, ServerCallContext context) =>
        context.Feature<ChangeSubscription>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.ChangePreview> PreviewChange(Wire.PreviewChangeRequest request, ServerCallContext context) =>
        context.Feature<PreviewChange>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.Subscription> CancelPendingChange(Wire.CancelPendingChangeRequest request, ServerCallContext context) =>
        context.Feature<CancelPendingChange>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.Subscription> ApplyCoupon(Wire.ApplyCouponRequest request, ServerCallContext context) =>
        context.Feature<ApplyCoupon>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.Subscription> RemoveCoupon(Wire.RemoveCouponRequest request, ServerCallContext context) =>
        context.Feature<RemoveCoupon>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.ListSubscriptionActionsResponse> ListSubscriptionActions(Wire.ListSubscriptionActionsRequest request, ServerCallContext context) =>
        context.Feature<ListSubscriptionActions>().Handle(request, context.Caller(), context.CancellationToken);
}
