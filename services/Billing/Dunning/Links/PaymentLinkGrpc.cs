using Grpc.Core;
using ServiceDefaults;
using Wire = Contracts.Billing.V1;

namespace Billing.Dunning.Links;

internal sealed class PaymentLinkGrpc : Wire.PaymentLinkService.PaymentLinkServiceBase
{
    public override Task<Wire.PaymentLinkView> GetPaymentLink(Wire.GetPaymentLinkRequest request, ServerCallContext context) =>
        context.Feature<GetPaymentLink>().Handle(request, context.CancellationToken);

    public override Task<Wire.PaymentLinkView> RetryByPaymentLink(Wire.RetryByPaymentLinkRequest request, ServerCallContext context) =>
        context.Feature<RetryByPaymentLink>().Handle(request, context.CancellationToken);

    public override Task<Wire.PaymentLinkView> ScheduleRetryByPaymentLink(Wire.ScheduleRetryByPaymentLinkRequest request, ServerCallContext context) =>
        context.Feature<ScheduleRetryByPaymentLink>().Handle(request, context.CancellationToken);

    public override Task<Wire.PaymentLinkView> AddPaymentMethodByPaymentLink(Wire.AddPaymentMethodByPaymentLinkRequest request, ServerCallContext context) =>
        context.Feature<AddPaymentMethodByPaymentLink>().Handle(request, context.CancellationToken);

    public override Task<Wire.PaymentMethodSetup> StartSetupByPaymentLink(Wire.StartSetupByPaymentLinkRequest request, ServerCallContext context) =>
        context.Feature<StartSetupByPaymentLink>().Handle(request, context.CancellationToken);

    public override Task<Wire.PaymentLinkView> FinishSetupByPaymentLink(Wire.FinishSetupByPaymentLinkRequest request, ServerCallContext context) =>
        context.Feature<FinishSetupByPaymentLink>().Handle(request, context.CancellationToken);

    public override Task<Wire.PaymentConfirmation> StartConfirmationByPaymentLink(Wire.StartConfirmationByPaymentLinkRequest request, ServerCallContext context) =>
        context.Feature<StartConfirmationByPaymentLink>().Handle(request, context.CancellationToken);

    public override Task<Wire.PaymentLinkView> FinishConfirmationByPaymentLink(Wire.FinishConfirmationByPaymentLinkRequest request, ServerCallContext context) =>
        context.Feature<FinishConfirmationByPaymentLink>().Handle(request, context.CancellationToken);

    public override Task<Wire.PaymentLinkView> AskForHelpByPaymentLink(Wire.AskForHelpByPaymentLinkRequest request, ServerCallContext context) =>
        context.Feature<AskForHelpByPaymentLink>().Handle(request, context.CancellationToken);
}
