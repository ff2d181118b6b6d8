using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;

namespace Subscriptions.Passes;

/// <summary>Passes of the calling client: those that they bought, and those that they use.</summary>
internal sealed class PassSelfService(SubscriptionsDb db, PassStore passes)
{
    public static IQueryable<Pass> Visible(IQueryable<Pass> passes, Guid client) =>
        passes.Where(p => p.CustomerId == client || p.Holders.Any(h => h.CustomerId == client));

    /// <summary>To look at it; what is not the client's answers as what does not exist.</summary>
    /// <exception cref="DomainException">NOT_FOUND.</exception>
    public async Task<Pass> LookAtOwn(string id, Caller caller, CancellationToken ct)
    {
        var parsed = FieldValidator.RequireId("id", id);
        return await Visible(PassStore.WholeOf(db).AsNoTracking(), caller.RequiredCustomerId).FirstOrDefaultAsync(p => p.Id == parsed, ct)
            ?? throw PassStore.NotFound(id);
    }

    /// <summary>To change it: bought by the client, where the business lets customers do so.</summary>
    /// <exception cref="DomainException">NOT_FOUND; FAILED_PRECONDITION: SELF_SERVICE_DISABLED, FREEZE_NOT_ALLOWED.</exception>
    public async Task<Pass> RequireOwn(string id, Caller caller, CancellationToken ct)
    {
        var own = await LookAtOwn(id, caller, ct);
        await RequireEnabled(ct);
        return own.CustomerId == caller.RequiredCustomerId
            ? await passes.Require(id, ct)
            : throw DomainException.FailedPrecondition("FREEZE_NOT_ALLOWED", $"{own.Number} was bought by another client, who alone can freeze it.");
    }

    /// <exception cref="DomainException">FAILED_PRECONDITION: SELF_SERVICE_DISABLED.</exception>
    public async Task RequireEnabled(CancellationToken ct)
    {
        if (await db.Settings.AnyAsync(s => !s.SelfServiceEnabled, ct))
        {
            throw DomainException.FailedPrecondition("SELF_SERVICE_DISABLED", "Passes are managed by the business's own team.");
        }
    }
}
