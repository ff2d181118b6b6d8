using Billing.Payments.Providers;
using Google.Protobuf.WellKnownTypes;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Payments.Methods.Setups;

internal sealed class StartPaymentMethodSetup(SetupService setups) : IFeature
{
    private const int MaximumRequestId = 64;

    public Task<Wire.PaymentMethodSetup> Handle(Wire.StartPortalPaymentMethodSetupRequest request, Caller caller, CancellationToken ct) =>
        Handle(caller.RequiredCustomerId, request.ReturnUrl, request.RequestId, ct);

    public async Task<Wire.PaymentMethodSetup> Handle(Guid customer, string wantedUrl, string wantedRequestId, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var returnUrl = validator.ReturnUrlOf(wantedUrl);
        var requestId = validator.Text("request_id", wantedRequestId, MaximumRequestId, required: false);
        validator.ThrowIfFailed();

        var key = requestId.Length > 0 ? $"setup-{customer}-{requestId}" : $"setup-{Guid.CreateVersion7()}";
        var setup = await setups.Start(customer, returnUrl!, key, ct);
        return new Wire.PaymentMethodSetup
        {
            Id = setup.Reference,
            Url = setup.Address.AbsoluteUri,
            ExpireTime = Timestamp.FromDateTimeOffset(setup.ExpiresAt),
        };
    }
}
