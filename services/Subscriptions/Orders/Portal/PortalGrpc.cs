using Grpc.Core;
using ServiceDefaults;
using ServiceDefaults.Access;
using Subscriptions.CloseReasons;
using Subscriptions.Customers;
using Subscriptions.Orders.Discounts;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Orders.Portal;

internal sealed class PortalGrpc : Wire.PortalService.PortalServiceBase
{
    public override Task<Wire.Profile> GetProfile(Wire.GetProfileRequest request, ServerCallContext context) =>
        context.Feature<GetProfile>().Handle(context.Caller(), context.CancellationToken);

    public override Task<Wire.ListPortalSubscriptionsResponse> ListSubscriptions(Wire.ListPortalSubscriptionsRequest request, ServerCallContext context) =>
        context.Feature<PortalSubscriptions>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.PortalSubscription> GetSubscription(Wire.GetPortalSubscriptionRequest request, ServerCallContext context) =>
        context.Feature<PortalSubscriptions>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.ListPortalCloseReasonsResponse> ListCloseReasons(Wire.ListPortalCloseReasonsRequest request, ServerCallContext context) =>
        context.Feature<ListCloseReasons>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.PortalSubscription> CloseSubscription(Wire.ClosePortalSubscriptionRequest request, ServerCallContext context) =>
        context.Feature<CloseSubscription>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.PortalSubscription> UndoCloseSubscription(Wire.UndoClosePortalSubscriptionRequest request, ServerCallContext context) =>
        context.Feature<UndoCloseSubscription>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.CloseSimulation> SimulateClose(Wire.SimulatePortalCloseRequest request, ServerCallContext context) =>
        context.Feature<SimulateClose>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.PortalSubscription> PauseSubscription(Wire.PausePortalSubscriptionRequest request, ServerCallContext context) =>
        context.Feature<PauseSubscription>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.PortalSubscription> ResumeSubscription(Wire.ResumePortalSubscriptionRequest request, ServerCallContext context) =>
        context.Feature<ResumeSubscription>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.PortalSubscription> ReactivateSubscription(Wire.ReactivatePortalSubscriptionRequest request, ServerCallContext context) =>
        context.Feature<ReactivateSubscription>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.ReactivationPreview> PreviewReactivation(Wire.PreviewPortalReactivationRequest request, ServerCallContext context) =>
        context.Feature<PreviewReactivation>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.PortalSubscription> RenewSubscription(Wire.RenewPortalSubscriptionRequest request, ServerCallContext context) =>
        context.Feature<RenewSubscription>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.RenewalPreview> PreviewRenewal(Wire.PreviewPortalRenewalRequest request, ServerCallContext context) =>
        context.Feature<PreviewRenewal>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.PortalPlanChoices> GetPlanChoices(Wire.GetPortalPlanChoicesRequest request, ServerCallContext context) =>
        context.Feature<GetPlanChoices>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.PortalSubscription> ChangeSubscription(Wire.ChangePortalSubscriptionRequest request, ServerCallContext context) =>
        context.Feature<ChangeSubscription>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.ChangePreview> PreviewChange(Wire.PreviewPortalChangeRequest request, ServerCallContext context) =>
        context.Feature<PreviewChange>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.PortalSubscription> CancelPendingChange(Wire.CancelPortalPendingChangeRequest request, ServerCallContext context) =>
        context.Feature<CancelPendingChange>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.PortalSubscription> ApplyCoupon(Wire.ApplyPortalCouponRequest request, ServerCallContext context) =>
        context.Feature<ApplyCoupon>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.ListPortalSubscriptionActionsResponse> ListSubscriptionActions(Wire.ListPortalSubscriptionActionsRequest request, ServerCallContext context) =>
        context.Feature<ListSubscriptionActions>().Handle(request, context.Caller(), context.CancellationToken);
}
