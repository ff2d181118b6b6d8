using Billing.Payments.Methods;
using Billing.Payments.Providers;
using ServiceDefaults;
using ServiceDefaults.Access;
using Wire = Contracts.Billing.V1;

namespace Billing.Portal;

internal sealed class ListPaymentMethods(PaymentMethodService service, IPaymentProvider provider) : IFeature
{
    public async Task<Wire.ListPortalPaymentMethodsResponse> Handle(Wire.ListPortalPaymentMethodsRequest request, Caller caller, CancellationToken ct)
    {
        var (methods, next) = await service.List(caller.RequiredCustomerId, request.PageSize, request.PageToken, ct);
        return new Wire.ListPortalPaymentMethodsResponse { PaymentMethods = { methods }, NextPageToken = next, Provider = provider.Name };
    }
}
