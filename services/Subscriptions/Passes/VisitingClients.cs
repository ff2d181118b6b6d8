using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;

namespace Subscriptions.Passes;

/// <summary>Finds who comes to a class, or has missed one: by id, or by the code that a turnstile has read.</summary>
internal sealed class VisitingClients(SubscriptionsDb db, PassCodeRateLimit codes)
{
    /// <param name="customerId">Empty where a code was sent.</param>
    /// <param name="code">In any case; null where none was sent.</param>
    /// <param name="passId">The pass that is asked for; null: any.</param>
    /// <returns>The client, and the pass that is asked for or is the code's; null: any.</returns>
    /// <exception cref="DomainException">INVALID_ARGUMENT: neither, or the pass of another code; NOT_FOUND: UNKNOWN_CODE; RESOURCE_EXHAUSTED: too many codes were wrong.</exception>
    public async Task<(Guid Client, Guid? PassId)> Find(string customerId, string? code, Guid? passId, Caller caller, CancellationToken ct)
    {
        if (code is not null)
        {
            return await Holder(code, passId, caller, ct);
        }

        return customerId.Length > 0
            ? (FieldValidator.RequireId("customer_id", customerId), passId)
            : throw DomainException.InvalidArgument("customer_id", "REQUIRED", "is required, or code.");
    }

    private async Task<(Guid Client, Guid? PassId)> Holder(string code, Guid? passId, Caller caller, CancellationToken ct)
    {
        await codes.RequireFew(caller, ct);
        var wanted = code.Trim().ToUpperInvariant();
        var holder = wanted.Length == PassHolder.CodeLength
            ? await db.PassHolders.AsNoTracking().Where(h => h.Code == wanted).Select(h => new { h.CustomerId, h.PassId }).FirstOrDefaultAsync(ct)
            : null;
        if (holder is null)
        {
            throw codes.Unknown(caller);
        }

        return passId is null || passId == holder.PassId
            ? (holder.CustomerId, holder.PassId)
            : throw DomainException.InvalidArgument("pass_id", "NOT_EXPECTED", "is not the pass of this code.");
    }
}
