using Microsoft.EntityFrameworkCore;

namespace Billing.Providers.Sandbox;

/// <summary>
/// A provider for trying things out: it moves no money, and its test cards answer in every way that a bank can. What it charged it
/// keeps, so that it says the same after a restart.
/// </summary>
internal sealed class SandboxProvider(IServiceScopeFactory scopes, TimeProvider clock) : IPaymentProvider
{
    public string Name => "sandbox";

    public Task<CardFacts?> Describe(string token, CancellationToken ct) => Task.FromResult(SandboxCard.Read(token)?.Facts);

    public async Task<ChargeOutcome> Charge(ChargeOrder order, CancellationToken ct)
    {
        if (await Find(order, ct) is { } first)
        {
            return first;
        }

        var now = clock.GetUtcNow();
        var answer = SandboxCard.Read(order.Token)?.AnswerAt(now) ?? SandboxAnswer.Fails(FailureCause.WrongDetails, hard: true, "unknown_token");
        var charge = new SandboxCharge
        {
            IdempotencyKey = order.IdempotencyKey,
            Token = order.Token,
            Amount = order.Amount,
            Currency = order.Currency,
            Cause = answer.Failure?.Cause,
            Hard = answer.Failure?.Hard ?? false,
            Code = answer.Failure?.Code ?? "",
            KnownFrom = now + answer.KnownAfter,
            CreatedAt = now,
        };
        if (!await Enter(charge, ct))
        {
            return await Find(order, ct) ?? new ChargeUnknown();
        }

        return answer.TimesOut ? new ChargeUnknown() : charge.OutcomeAt(now);
    }

    public async Task<ChargeOutcome?> Find(ChargeOrder order, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BillingDb>();
        var charge = await db.Set<SandboxCharge>().AsNoTracking().FirstOrDefaultAsync(c => c.IdempotencyKey == order.IdempotencyKey, ct);
        return charge?.OutcomeAt(clock.GetUtcNow());
    }

    /// <summary>False when the same key was entered at the same moment.</summary>
    private async Task<bool> Enter(SandboxCharge charge, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BillingDb>();
        db.Add(charge);
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException)
        {
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }
}
