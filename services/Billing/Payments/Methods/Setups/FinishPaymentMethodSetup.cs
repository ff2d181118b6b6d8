using Contracts.Events;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Payments.Methods.Setups;

internal sealed class FinishPaymentMethodSetup(SetupService setups) : IFeature
{
    private const int MaximumReference = 255;

    public Task<Wire.SavedPaymentMethod> Handle(Wire.FinishPortalPaymentMethodSetupRequest request, Caller caller, CancellationToken ct) =>
        Handle(caller.RequiredCustomerId, "id", request.Id, caller.Actor, ct);

    /// <param name="field">In which the setup's id came.</param>
    public async Task<Wire.SavedPaymentMethod> Handle(Guid customer, string field, string setupId, EventActor actor, CancellationToken ct)
    {
        var validator = new FieldValidator();
        var reference = validator.Text(field, setupId, MaximumReference);
        validator.ThrowIfFailed();
        return await setups.Finish(customer, reference, actor, ct);
    }
}
