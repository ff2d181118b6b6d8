using ServiceDefaults;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Payments.Methods;

internal sealed class ListPaymentMethods(PaymentMethodService service) : IFeature
{
    public async Task<Wire.ListPaymentMethodsResponse> Handle(Wire.ListPaymentMethodsRequest request, CancellationToken ct)
    {
        var customer = FieldValidator.RequireId("customer_id", request.CustomerId);
        var (methods, next) = await service.List(customer, request.PageSize, request.PageToken, ct);
        return new Wire.ListPaymentMethodsResponse { PaymentMethods = { methods }, NextPageToken = next };
    }
}
