using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;

namespace Subscriptions.Passes;

/// <summary>
/// Loads what a client may check in with, in few statements and before anything is written: a turnstile waits for it, and others wait behind whoever writes. A class
/// that another check-in has used meanwhile shows in the pass's version, and the call begins again. What loads them is translated once. One for each process.
/// </summary>
internal sealed class UsablePasses
{
    private readonly Func<SubscriptionsDb, Guid, IAsyncEnumerable<Pass>> _ofClient = EF.CompileAsyncQuery(
        (SubscriptionsDb db, Guid client) => db.Passes.Include(p => p.Customer).Include(p => p.Grant!.Order).Include(p => p.Holders).ThenInclude(h => h.Customer).AsSplitQuery()
            .Where(p => db.PassHolders.Where(h => h.CustomerId == client).Select(h => h.PassId).Contains(p.Id)
                && (p.State == PassState.Active || p.State == PassState.Frozen || (p.State == PassState.Expired && p.LapsedClasses > 0))));

    private readonly Func<SubscriptionsDb, Guid, IAsyncEnumerable<Pass>> _ofId = EF.CompileAsyncQuery(
        (SubscriptionsDb db, Guid id) => db.Passes.Include(p => p.Customer).Include(p => p.Grant!.Order).Include(p => p.Holders).ThenInclude(h => h.Customer).AsSplitQuery()
            .Where(p => p.Id == id && (p.State == PassState.Active || p.State == PassState.Frozen || (p.State == PassState.Expired && p.LapsedClasses > 0))));

    /// <summary>Those of a client that are neither used up nor withdrawn.</summary>
    /// <param name="passId">Only this one; null: any.</param>
    public async Task<IReadOnlyList<Pass>> Of(SubscriptionsDb db, Guid client, Guid? passId, CancellationToken ct)
    {
        if (CallTransaction.Current is { AfterConflict: true })
        {
            await Claim(db, client, passId, ct);
        }

        var usable = new List<Pass>();
        await foreach (var pass in (passId is { } one ? _ofId(db, one) : _ofClient(db, client)).WithCancellation(ct))
        {
            if (pass.Holders.Any(h => h.CustomerId == client))
            {
                usable.Add(pass);
            }
        }

        return usable;
    }

    /// <summary>Whoever comes to the same passes waits until this call is over, and sees then what it has done.</summary>
    private static async Task Claim(SubscriptionsDb db, Guid client, Guid? passId, CancellationToken ct)
    {
        await db.BeginWriting(ct);
        await db.Passes.Where(p => passId == null ? db.PassHolders.Where(h => h.CustomerId == client).Select(h => h.PassId).Contains(p.Id) : p.Id == passId)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Claims, p => p.Claims + 1), ct);
    }
}
