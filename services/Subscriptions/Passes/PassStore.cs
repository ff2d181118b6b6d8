using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Errors;

namespace Subscriptions.Passes;

/// <summary>
/// Loads passes whole. A change claims the row first: the second one waits for the first, and then sees what that has done, so that two
/// check-ins never use one class and no change is lost.
/// </summary>
internal sealed class PassStore(SubscriptionsDb db)
{
    /// <summary>Holders by a statement of their own: in one, SQLite would join all holders there are with their customers first.</summary>
    public static IQueryable<Pass> WholeOf(SubscriptionsDb db) =>
        db.Passes.Include(p => p.Customer).Include(p => p.Grant!.Order).Include(p => p.Holders).ThenInclude(h => h.Customer).AsSplitQuery();

    /// <summary>To look at it; changes are not saved.</summary>
    /// <exception cref="DomainException">NOT_FOUND.</exception>
    public async Task<Pass> Look(string id, CancellationToken ct)
    {
        var parsed = FieldValidator.RequireId("id", id);
        return await WholeOf(db).AsNoTracking().FirstOrDefaultAsync(p => p.Id == parsed, ct) ?? throw NotFound(id);
    }

    /// <summary>To change it, in the caller's transaction.</summary>
    /// <exception cref="DomainException">NOT_FOUND.</exception>
    public async Task<Pass> Require(string id, CancellationToken ct) =>
        await Claim(FieldValidator.RequireId("id", id), ct) ?? throw NotFound(id);

    /// <summary>To change it, in the caller's transaction; null where there is none.</summary>
    public async Task<Pass?> Claim(Guid id, CancellationToken ct)
    {
        await db.BeginWriting(ct);
        var claimed = await db.Passes.Where(p => p.Id == id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Claims, p => p.Claims + 1), ct);
        return claimed == 0 ? null : await WholeOf(db).FirstAsync(p => p.Id == id, ct);
    }

    internal static DomainException NotFound(string id) => DomainException.NotFound("pass", id);
}
