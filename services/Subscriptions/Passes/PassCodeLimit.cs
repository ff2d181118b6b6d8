using Contracts.Common.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Access;
using ServiceDefaults.Data;
using ServiceDefaults.Errors;

namespace Subscriptions.Passes;

/// <summary>
/// Codes of passes cannot be found out by trying: an application may be wrong ten times a minute. Only wrong ones are counted, after their call was rolled back, so that a
/// turnstile pays nothing for it. Staff see all codes anyway.
/// </summary>
internal sealed class PassCodeLimit(SubscriptionsDb db, IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Unknown codes in a minute.</summary>
    public const int Maximum = 10;

    private static readonly TimeSpan Span = TimeSpan.FromMinutes(1);

    /// <exception cref="Refusal">RESOURCE_EXHAUSTED: too many were wrong.</exception>
    public async Task RequireFew(Caller caller, CancellationToken ct)
    {
        if (caller.Role == Role.Staff)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var full = await db.Set<PassCodeTries>().AsNoTracking()
            .FirstOrDefaultAsync(t => t.Subject == caller.Subject && t.EndsAt > now && t.Count >= Maximum, ct);
        if (full is not null)
        {
            throw new Refusal(StatusCode.ResourceExhausted, "TOO_MANY_PASS_CODES", $"More than {Maximum} codes were unknown within a minute. Try again later.")
            {
                RetryDelay = full.EndsAt - now,
            };
        }
    }

    /// <summary>The refusal of a code that no holder has.</summary>
    public Refusal Unknown(Caller caller) => new(StatusCode.NotFound, "NOT_FOUND", "There is no pass with this code.", [new FieldViolation("code", "UNKNOWN_CODE", "is no client's code.")])
    {
        Metadata = { ["type"] = "pass" },
        AfterRollback = caller.Role == Role.Staff ? null : () => Count(caller.Subject),
    };

    /// <summary>Each statement claims its row by a condition, so that any number of calls at the same moment count as many as they are.</summary>
    private async Task Count(string subject)
    {
        var counted = false;
        while (!counted)
        {
            await using var scope = scopes.CreateAsyncScope();
            counted = await CountIn(scope.ServiceProvider.GetRequiredService<SubscriptionsDb>(), subject);
        }
    }

    private async Task<bool> CountIn(SubscriptionsDb own, string subject)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await WriteTransaction.Begin(own, CancellationToken.None);
        var tries = own.Set<PassCodeTries>().Where(t => t.Subject == subject);
        if (await tries.Where(t => t.EndsAt > now).ExecuteUpdateAsync(set => set.SetProperty(t => t.Count, t => t.Count + 1)) == 0
            && await tries.ExecuteUpdateAsync(set => set.SetProperty(t => t.Count, 1).SetProperty(t => t.EndsAt, now + Span)) == 0)
        {
            own.Add(new PassCodeTries { Subject = subject, EndsAt = now + Span, Count = 1 });
        }

        try
        {
            await own.SaveChangesAsync();
            await transaction.CommitAsync(CancellationToken.None);
            return true;
        }
        catch (DbUpdateException e) when (PassingFailure.IsLostRace(e))
        {
            // Another call made the row at the same moment.
            return false;
        }
    }
}
