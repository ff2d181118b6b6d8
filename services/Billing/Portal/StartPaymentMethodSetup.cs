using Billing.PaymentMethods.Setups;
using Google.Protobuf.WellKnownTypes;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Portal;

internal sealed class StartPaymentMethodSetup(SetupDesk desk) : IFeature
{
    private const int MaximumUrl = 500;
    private const int MaximumRequestId = 64;

    public Task<Wire.PaymentMethodSetup> Handle(Wire.StartPortalPaymentMethodSetupRequest request, Caller caller, CancellationToken ct) =>
        Handle(caller.RequiredCustomerId, request.ReturnUrl, request.RequestId, ct);

    public async Task<Wire.PaymentMethodSetup> Handle(Guid customer, string wantedUrl, string wantedRequestId, CancellationToken ct)
    {
        var checks = new FieldChecks();
        var address = checks.Text("return_url", wantedUrl, MaximumUrl);
        var requestId = checks.Text("request_id", wantedRequestId, MaximumRequestId, required: false);
        var isUrl = Uri.TryCreate(address, UriKind.Absolute, out var returnUrl)
            && (returnUrl.Scheme == Uri.UriSchemeHttps || returnUrl.Scheme == Uri.UriSchemeHttp)
            && returnUrl.UserInfo.Length == 0 && returnUrl.Fragment.Length == 0 && !address.Contains('{', StringComparison.Ordinal);
        checks.Require(isUrl || address.Length == 0, "return_url", "NOT_A_URL", "is no http or https address without user and fragment.");
        checks.ThrowIfFailed();

        var key = requestId.Length > 0 ? $"setup-{customer}-{requestId}" : $"setup-{Guid.CreateVersion7()}";
        var setup = await desk.Start(customer, returnUrl!, key, ct);
        return new Wire.PaymentMethodSetup
        {
            Id = setup.Reference,
            Url = setup.Address.AbsoluteUri,
            ExpireTime = Timestamp.FromDateTimeOffset(setup.ExpiresAt),
        };
    }
}
