using Billing.Dunning.Cases;
using Billing.Payments;
using Billing.Payments.Methods.Setups;
using Grpc.Core;
using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Billing.V1;

namespace Billing.Portal;

internal sealed class PortalGrpc : Wire.PortalService.PortalServiceBase
{
    public override Task<Wire.Invoice> GetInvoice(Wire.GetPortalInvoiceRequest request, ServerCallContext context) =>
        context.Feature<GetInvoice>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.ListPortalInvoicesResponse> ListInvoices(Wire.ListPortalInvoicesRequest request, ServerCallContext context) =>
        context.Feature<ListInvoices>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.Invoice> RetryPayment(Wire.RetryPortalPaymentRequest request, ServerCallContext context) =>
        context.Feature<RetryPayment>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.PaymentConfirmation> StartPaymentConfirmation(Wire.StartPortalPaymentConfirmationRequest request, ServerCallContext context) =>
        context.Feature<StartPaymentConfirmation>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.Invoice> FinishPaymentConfirmation(Wire.FinishPortalPaymentConfirmationRequest request, ServerCallContext context) =>
        context.Feature<FinishPaymentConfirmation>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.ListPortalPaymentMethodsResponse> ListPaymentMethods(Wire.ListPortalPaymentMethodsRequest request, ServerCallContext context) =>
        context.Feature<ListPaymentMethods>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.SavedPaymentMethod> AddPaymentMethod(Wire.AddPortalPaymentMethodRequest request, ServerCallContext context) =>
        context.Feature<AddPaymentMethod>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.PaymentMethodSetup> StartPaymentMethodSetup(Wire.StartPortalPaymentMethodSetupRequest request, ServerCallContext context) =>
        context.Feature<StartPaymentMethodSetup>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.SavedPaymentMethod> FinishPaymentMethodSetup(Wire.FinishPortalPaymentMethodSetupRequest request, ServerCallContext context) =>
        context.Feature<FinishPaymentMethodSetup>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.SavedPaymentMethod> RemovePaymentMethod(Wire.RemovePortalPaymentMethodRequest request, ServerCallContext context) =>
        context.Feature<RemovePaymentMethod>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.OneOffPreview> PreviewOneOff(Wire.PreviewPortalOneOffRequest request, ServerCallContext context) =>
        context.Feature<PreviewOneOff>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.AccountCredit> GetAccountCredit(Wire.GetPortalAccountCreditRequest request, ServerCallContext context) =>
        context.Feature<GetAccountCredit>().Handle(context.Caller(), context.CancellationToken);

    public override Task<Wire.ListPortalAccountCreditEntriesResponse> ListAccountCreditEntries(Wire.ListPortalAccountCreditEntriesRequest request, ServerCallContext context) =>
        context.Feature<ListAccountCreditEntries>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.PortalDunning> GetDunning(Wire.GetPortalDunningRequest request, ServerCallContext context) =>
        context.Feature<GetDunning>().Handle(context.Caller(), context.CancellationToken);

    public override Task<Wire.DunningStatus> RetryDunning(Wire.RetryPortalDunningRequest request, ServerCallContext context) =>
        context.Feature<RetryDunningCase>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.DunningStatus> ScheduleDunningRetry(Wire.SchedulePortalDunningRetryRequest request, ServerCallContext context) =>
        context.Feature<ScheduleDunningRetry>().Handle(request, context.Caller(), context.CancellationToken);

    public override Task<Wire.SavedPaymentMethod> SetDefaultPaymentMethod(Wire.SetDefaultPortalPaymentMethodRequest request, ServerCallContext context) =>
        context.Feature<SetDefaultPaymentMethod>().Handle(request, context.Caller(), context.CancellationToken);
}
