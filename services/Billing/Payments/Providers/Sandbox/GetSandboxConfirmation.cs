using Contracts.Common.V1;
using ServiceDefaults;
using Wire = Contracts.Billing.V1;

namespace Billing.Payments.Providers.Sandbox;

internal sealed class GetSandboxConfirmation(BillingDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.SandboxConfirmation> Handle(Wire.GetSandboxConfirmationRequest request, CancellationToken ct) =>
        (await db.RequireConfirmation(request.Token, ct)).ToWire(clock.GetUtcNow());
}

internal static class SandboxConfirmationWire
{
    public static Wire.SandboxConfirmation ToWire(this SandboxCharge charge, DateTimeOffset now) => new()
    {
        Amount = Money.From(charge.Amount, charge.Currency),
        Last4 = SandboxCard.Read(charge.Token)?.Facts.Last4 ?? "",
        Waiting = charge.IsConfirmable(now),
        ReturnUrl = charge.ReturnUrl,
    };
}
