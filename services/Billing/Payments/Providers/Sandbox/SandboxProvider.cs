using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace Billing.Payments.Providers.Sandbox;

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
        if (answer.PaysAfter is { } failures && await CountOf(order.Token, ct) >= failures)
        {
            answer = SandboxAnswer.Succeeds;
        }

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
            ConfirmationToken = answer.AsksForConfirmation ? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)) : null,
            Confirmation = answer.AsksForConfirmation ? SandboxConfirmationState.Awaited : SandboxConfirmationState.None,
        };
        if (!await Enter(charge, ct))
        {
            return await Find(order, ct) ?? new ChargeUnknown();
        }

        return answer.TimesOut ? new ChargeUnknown() : charge.OutcomeAt(now);
    }

    /// <summary>How often this card was charged, or was to be.</summary>
    private async Task<int> CountOf(string token, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BillingDb>();
        return await db.Set<SandboxCharge>().CountAsync(c => c.Token == token, ct);
    }

    public async Task<ChargeOutcome?> Find(ChargeOrder order, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BillingDb>();
        var charge = await db.Set<SandboxCharge>().AsNoTracking().FirstOrDefaultAsync(c => c.IdempotencyKey == order.IdempotencyKey, ct);
        return charge?.OutcomeAt(clock.GetUtcNow());
    }

    /// <summary>A page of the portal's, where the customer came from.</summary>
    public async Task<Uri?> ConfirmationPage(ChargeOrder order, Uri returnUrl, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BillingDb>();
        var charge = await db.Set<SandboxCharge>().AsNoTracking().FirstOrDefaultAsync(c => c.IdempotencyKey == order.IdempotencyKey, ct);
        if (charge is null || !charge.IsConfirmable(clock.GetUtcNow()))
        {
            return null;
        }

        await db.Set<SandboxCharge>().Where(c => c.IdempotencyKey == order.IdempotencyKey).ExecuteUpdateAsync(set => set.SetProperty(c => c.ReturnUrl, returnUrl.AbsoluteUri), ct);
        return new Uri(returnUrl, $"/portal/sandbox-bank/{charge.ConfirmationToken}");
    }

    public async Task<ChargeOutcome> Cancel(ChargeOrder order, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BillingDb>();
        await db.Set<SandboxCharge>().Where(c => c.IdempotencyKey == order.IdempotencyKey).Answer(SandboxConfirmationState.Declined, ct);
        return await Find(order, ct) ?? new ChargeFailed(FailureCause.NotConfirmed, Hard: false, "confirmation_given_up");
    }

    public async Task<RefundOutcome> Refund(RefundOrder order, CancellationToken ct)
    {
        if (await FindRefund(order, ct) is { } first)
        {
            return first;
        }

        var now = clock.GetUtcNow();
        var charge = await Charged(order, ct);
        var answer = charge is null ? null : SandboxCard.Read(charge.Token)?.Answer;
        var refund = new SandboxRefund
        {
            IdempotencyKey = order.IdempotencyKey,
            ChargeKey = charge?.IdempotencyKey ?? "",
            Amount = order.Amount,
            Currency = order.Currency,
            Code = charge is null ? "unknown_charge" : await IsAboveCharge(charge, order, ct) ? "charge_already_refunded" : answer!.RefundCode,
            KnownFrom = now + (answer?.RefundKnownAfter ?? TimeSpan.Zero),
            CreatedAt = now,
        };
        if (!await Enter(refund, ct))
        {
            return await FindRefund(order, ct) ?? new RefundUnknown();
        }

        return answer is { RefundTimesOut: true } ? new RefundUnknown() : refund.OutcomeAt(now);
    }

    public async Task<RefundOutcome?> FindRefund(RefundOrder order, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BillingDb>();
        var refund = await db.Set<SandboxRefund>().AsNoTracking().FirstOrDefaultAsync(r => r.IdempotencyKey == order.IdempotencyKey, ct);
        return refund?.OutcomeAt(clock.GetUtcNow());
    }

    /// <summary>The charge whose money is wanted back; null when no money was taken under that name.</summary>
    private async Task<SandboxCharge?> Charged(RefundOrder order, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BillingDb>();
        var key = order.ChargeReference.Split(':')[^1];
        return await db.Set<SandboxCharge>().AsNoTracking().FirstOrDefaultAsync(c => c.IdempotencyKey == key && c.Cause == null && c.Currency == order.Currency, ct);
    }

    private async Task<bool> IsAboveCharge(SandboxCharge charge, RefundOrder order, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BillingDb>();
        // Not summed by the database: SQLite would do it in floating point.
        var before = await db.Set<SandboxRefund>().Where(r => r.ChargeKey == charge.IdempotencyKey && r.Code == "").Select(r => r.Amount).ToListAsync(ct);
        return before.Sum() + order.Amount > charge.Amount;
    }

    /// <summary>False when the same key was entered at the same moment.</summary>
    private async Task<bool> Enter(object entry, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BillingDb>();
        db.Add(entry);
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
