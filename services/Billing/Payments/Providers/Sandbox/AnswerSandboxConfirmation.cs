using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Data;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Payments.Providers.Sandbox;

/// <summary>What a customer answers the sandbox's bank. The first answer counts, and none after the time for it.</summary>
internal sealed class AnswerSandboxConfirmation(BillingDb db, TimeProvider clock) : IFeature
{
    public async Task<Wire.SandboxConfirmation> Handle(Wire.AnswerSandboxConfirmationRequest request, CancellationToken ct)
    {
        var charge = await db.RequireConfirmation(request.Token, ct);
        if (charge.IsConfirmable(clock.GetUtcNow()))
        {
            var answer = request.Confirmed ? SandboxConfirmationState.Given : SandboxConfirmationState.Declined;
            await db.InTurn(() => db.Set<SandboxCharge>().Where(c => c.IdempotencyKey == charge.IdempotencyKey).Answer(answer, ct), ct);
        }

        return (await db.RequireConfirmation(request.Token, ct)).ToWire(clock.GetUtcNow());
    }
}

internal static class SandboxConfirmations
{
    /// <summary>Changes nothing where it was answered before.</summary>
    public static Task<int> Answer(this IQueryable<SandboxCharge> charges, SandboxConfirmationState answer, CancellationToken ct) => charges
        .Where(c => c.Confirmation == SandboxConfirmationState.Awaited).ExecuteUpdateAsync(set => set.SetProperty(c => c.Confirmation, answer), ct);

    /// <exception cref="DomainException">NOT_FOUND, without the token.</exception>
    public static async Task<SandboxCharge> RequireConfirmation(this BillingDb db, string token, CancellationToken ct) =>
        (token.Length == 43 ? await db.Set<SandboxCharge>().AsNoTracking().FirstOrDefaultAsync(c => c.ConfirmationToken == token, ct) : null)
        ?? throw DomainException.NotFound("confirmation", "");
}
