using Billing.PaymentMethods.Setups;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Portal;

internal sealed class FinishPaymentMethodSetup(SetupDesk desk) : IFeature
{
    private const int MaximumReference = 255;

    public async Task<Wire.SavedPaymentMethod> Handle(Wire.FinishPortalPaymentMethodSetupRequest request, Caller caller, CancellationToken ct)
    {
        var checks = new FieldChecks();
        var reference = checks.Text("id", request.Id, MaximumReference);
        checks.ThrowIfFailed();
        return await desk.Finish(caller.RequiredCustomerId, reference, caller.Actor, ct);
    }
}
