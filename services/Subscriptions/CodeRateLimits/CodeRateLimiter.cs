using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using ServiceDefaults.Errors;

namespace Subscriptions.CodeRateLimits;

/// <summary>
/// Counts tries of codes, ten at most in a minute. Each statement claims its row by a condition and is committed by itself, whatever becomes of the call, so that
/// any number of calls at the same moment count as many as they are.
/// </summary>
/// <param name="kind">Of the codes.</param>
internal sealed class CodeRateLimiter(string kind, IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Tries in a minute.</summary>
    public const int Maximum = 10;

    private static readonly TimeSpan Span = TimeSpan.FromMinutes(1);

    /// <summary>Counts a try before it is known whether it is right.</summary>
    /// <returns>How long to wait where there were too many, and it was not counted; null otherwise.</returns>
    public async Task<TimeSpan?> Take(string subject, Guid customer, CancellationToken ct) => await Count(subject, customer, Maximum, ct);

    /// <summary>Counts a try that was wrong, however many there were.</summary>
    public Task CountWrong(string subject) => Count(subject, Guid.Empty, int.MaxValue, CancellationToken.None);

    /// <summary>A try that was right does not count.</summary>
    public async Task Release(string subject, Guid customer)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SubscriptionsDb>();
        await using var transaction = await WriteTransaction.Begin(db, CancellationToken.None);
        await Of(db, subject, customer).Where(t => t.Count > 0).ExecuteUpdateAsync(set => set.SetProperty(t => t.Count, t => t.Count - 1), CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <returns>How long to wait where there were too many; null otherwise.</returns>
    public async Task<TimeSpan?> Wait(SubscriptionsDb db, string subject, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await Of(db, subject, Guid.Empty).AsNoTracking().FirstOrDefaultAsync(t => t.EndsAt > now && t.Count >= Maximum, ct) is { } full ? full.EndsAt - now : null;
    }

    private async Task<TimeSpan?> Count(string subject, Guid customer, int most, CancellationToken ct)
    {
        while (true)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<SubscriptionsDb>();
            var now = clock.GetUtcNow();
            // On SQLite it waits its turn among those who write.
            await using var transaction = await WriteTransaction.Begin(db, ct);
            var tries = Of(db, subject, customer);
            var counted = await tries.Where(t => t.EndsAt > now && t.Count < most).ExecuteUpdateAsync(set => set.SetProperty(t => t.Count, t => t.Count + 1), ct) == 1
                || await tries.Where(t => t.EndsAt <= now).ExecuteUpdateAsync(set => set.SetProperty(t => t.Count, 1).SetProperty(t => t.EndsAt, now + Span), ct) == 1;
            if (!counted && await tries.AsNoTracking().FirstOrDefaultAsync(ct) is { } full)
            {
                return full.EndsAt > now ? full.EndsAt - now : Span;
            }

            if (!counted)
            {
                db.Add(new CodeRateLimit { Kind = kind, Subject = subject, CustomerId = customer, EndsAt = now + Span, Count = 1 });
            }

            try
            {
                await db.SaveChangesAsync(ct);
                await transaction.CommitAsync(ct);
                return null;
            }
            catch (DbUpdateException e) when (TransientFailure.IsConflict(e))
            {
                // Another call made the row at the same moment.
            }
        }
    }

    private IQueryable<CodeRateLimit> Of(SubscriptionsDb db, string subject, Guid customer) =>
        db.Set<CodeRateLimit>().Where(t => t.Kind == kind && t.Subject == subject && t.CustomerId == customer);
}
