using Grpc.Core;
using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Billing.V1;

namespace Billing.Payments.Methods;

internal sealed class PaymentMethodGrpc : Wire.PaymentMethodService.PaymentMethodServiceBase
{
    public override Task<Wire.ListPaymentMethodsResponse> ListPaymentMethods(Wire.ListPaymentMethodsRequest request, ServerCallContext context) =>
        context.Feature<ListPaymentMethods>().Handle(request, context.CancellationToken);

    public override Task<Wire.SavedPaymentMethod> RemovePaymentMethod(Wire.RemovePaymentMethodRequest request, ServerCallContext context) =>
        context.Feature<RemovePaymentMethod>().Handle(request, context.CancellationToken);

    public override Task<Wire.SavedPaymentMethod> SetDefaultPaymentMethod(Wire.SetDefaultPaymentMethodRequest request, ServerCallContext context) =>
        context.Feature<SetDefaultPaymentMethod>().Handle(request, context.Caller(), context.CancellationToken);
}
