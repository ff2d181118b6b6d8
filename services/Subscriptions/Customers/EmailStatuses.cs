using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Errors;

namespace Subscriptions.Customers;

/// <summary>Finds what is known of a customer's address.</summary>
public sealed class EmailStatuses(SubscriptionsDb db, TimeProvider clock)
{
    /// <summary>Null for a mail to nobody known here, or to an address that the customer no longer has.</summary>
    internal async Task<EmailStatus?> Of(Guid? customerId, string address, CancellationToken ct)
    {
        var key = MailAddressText.Key(address);
        if (customerId is not { } id || !await db.Customers.AnyAsync(c => c.Id == id && c.EmailKey == key, ct))
        {
            return null;
        }

        var known = await db.EmailStatuses.FirstOrDefaultAsync(s => s.CustomerId == id && s.Address == key, ct);
        if (known is null)
        {
            known = EmailStatus.Create(id, key, clock.GetUtcNow());
            db.EmailStatuses.Add(known);
        }

        return known;
    }

    /// <summary>The bounces of these customers' present addresses.</summary>
    internal async Task<IReadOnlyDictionary<Guid, EmailStatus>> Bounced(IReadOnlyCollection<Guid> customers, CancellationToken ct) =>
        await (
            from status in db.EmailStatuses.AsNoTracking()
            join customer in db.Customers on new { Id = status.CustomerId, status.Address } equals new { customer.Id, Address = customer.EmailKey }
            where customers.Contains(customer.Id) && status.BouncedAt != null
            select status).ToDictionaryAsync(s => s.CustomerId, ct);

    /// <summary>A customer with a new address begins anew, and again with the old one.</summary>
    internal async Task ForgetOthers(Customer customer, CancellationToken ct)
    {
        await db.BeginWriting(ct);
        await db.EmailStatuses.Where(s => s.CustomerId == customer.Id && s.Address != customer.EmailKey).ExecuteDeleteAsync(ct);
    }
}
