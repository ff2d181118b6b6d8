using Microsoft.EntityFrameworkCore;

namespace Subscriptions.Passes;

/// <summary>
/// Claims and loads what a client may check in with, in few statements: a turnstile waits for it. What loads them is translated once, not found again by its
/// shape at each call. One for each process.
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

    /// <summary>Those of a client that are neither used up nor withdrawn, each claimed for the caller's transaction; see <see cref="PassStore"/>.</summary>
    /// <param name="passId">Only this one; null: any.</param>
    public async Task<IReadOnlyList<Pass>> Claim(SubscriptionsDb db, Guid client, Guid? passId, CancellationToken ct)
    {
        var usable = db.Passes.Where(p => p.State == PassState.Active || p.State == PassState.Frozen || (p.State == PassState.Expired && p.LapsedClasses > 0));
        var mine = passId is { } id
            ? usable.Where(p => p.Id == id)
            : usable.Where(p => db.PassHolders.Where(h => h.CustomerId == client).Select(h => h.PassId).Contains(p.Id));
        await db.BeginWriting(ct);
        if (await mine.ExecuteUpdateAsync(set => set.SetProperty(p => p.Claims, p => p.Claims + 1), ct) == 0)
        {
            return [];
        }

        var claimed = new List<Pass>();
        await foreach (var pass in (passId is { } one ? _ofId(db, one) : _ofClient(db, client)).WithCancellation(ct))
        {
            if (pass.Holders.Any(h => h.CustomerId == client))
            {
                claimed.Add(pass);
            }
        }

        return claimed;
    }
}
