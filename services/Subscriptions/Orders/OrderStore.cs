using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;

namespace Subscriptions.Orders;

/// <summary>Loads orders whole.</summary>
internal sealed class OrderStore(SubscriptionsDb db, OrderById byId)
{
    public IQueryable<Subscription> Whole => WholeOf(db);

    public static IQueryable<Subscription> WholeOf(SubscriptionsDb db) => db.Subscriptions.Include(s => s.Customer).Include(s => s.Lines);

    /// <summary>To change it.</summary>
    /// <exception cref="DomainException">NOT_FOUND.</exception>
    public async Task<Subscription> Require(string id, CancellationToken ct)
    {
        var parsed = FieldValidator.RequireId("id", id);
        return await Whole.FirstOrDefaultAsync(s => s.Id == parsed, ct) ?? throw DomainException.NotFound("subscription", id);
    }

    /// <summary>To look at it; changes are not saved.</summary>
    /// <exception cref="DomainException">NOT_FOUND.</exception>
    public async Task<Subscription> Look(string id, CancellationToken ct) =>
        await byId.Find(db, FieldValidator.RequireId("id", id), ct) ?? throw DomainException.NotFound("subscription", id);

    /// <summary>An order that the calling customer may see; another's answers as one that does not exist.</summary>
    /// <exception cref="DomainException">NOT_FOUND.</exception>
    public Task<Subscription> RequireOwn(string id, Caller caller, CancellationToken ct) => FindOwn(Visible(caller.RequiredCustomerId), id, ct);

    /// <summary>The same to look at; changes are not saved.</summary>
    /// <exception cref="DomainException">NOT_FOUND.</exception>
    public Task<Subscription> LookAtOwn(string id, Caller caller, CancellationToken ct) =>
        FindOwn(Visible(caller.RequiredCustomerId).AsNoTracking(), id, ct);

    /// <summary>A customer sees what was offered or agreed, not drafts and not what was withdrawn.</summary>
    public IQueryable<Subscription> Visible(Guid customerId) => Whole.Where(s =>
        s.CustomerId == customerId && s.Stage != Stage.Cancelled && (s.Stage != Stage.Quotation || s.SentAt != null));

    private static async Task<Subscription> FindOwn(IQueryable<Subscription> orders, string id, CancellationToken ct)
    {
        var parsed = FieldValidator.RequireId("id", id);
        return await orders.FirstOrDefaultAsync(s => s.Id == parsed, ct) ?? throw DomainException.NotFound("subscription", id);
    }
}
