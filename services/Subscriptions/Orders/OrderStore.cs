using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;

namespace Subscriptions.Orders;

/// <summary>Loads orders whole.</summary>
public sealed class OrderStore(SubscriptionsDb db)
{
    public IQueryable<Subscription> Whole => db.Subscriptions.Include(s => s.Customer).Include(s => s.Lines);

    /// <summary>To change it.</summary>
    /// <exception cref="Refusal">NOT_FOUND.</exception>
    public async Task<Subscription> Require(string id, CancellationToken ct)
    {
        var parsed = FieldChecks.RequireId("id", id);
        return await Whole.FirstOrDefaultAsync(s => s.Id == parsed, ct) ?? throw Refusal.NotFound("subscription", id);
    }

    /// <summary>An order that the calling customer may see; another's answers as one that does not exist.</summary>
    /// <exception cref="Refusal">NOT_FOUND.</exception>
    public async Task<Subscription> RequireOwn(string id, Caller caller, CancellationToken ct)
    {
        var parsed = FieldChecks.RequireId("id", id);
        return await Visible(caller.RequiredCustomerId).FirstOrDefaultAsync(s => s.Id == parsed, ct) ?? throw Refusal.NotFound("subscription", id);
    }

    /// <summary>A customer sees what was offered or agreed, not drafts and not what was withdrawn.</summary>
    public IQueryable<Subscription> Visible(Guid customerId) => Whole.Where(s =>
        s.CustomerId == customerId && s.Stage != Stage.Cancelled && (s.Stage != Stage.Quotation || s.SentAt != null));
}
