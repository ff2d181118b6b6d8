using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Errors;

namespace Subscriptions.Customers;

/// <summary>Finds what is known of a customer's address.</summary>
internal sealed class EmailStatuses(SubscriptionsDb db, TimeProvider clock)
{
    /// <summary>Null for a mail to nobody known here, or to an address that the customer no longer has.</summary>
    internal async Task<EmailStatus?> Of(Guid? customerId, string address, CancellationToken ct) => (await Of([(customerId, address)], ct))[0];

    /// <summary>The same for many mails, in their order.</summary>
    internal async Task<IReadOnlyList<EmailStatus?>> Of(IReadOnlyList<(Guid? CustomerId, string Address)> mails, CancellationToken ct)
    {
        List<Guid> ids = [.. mails.Select(mail => mail.CustomerId).OfType<Guid>().Distinct()];
        if (ids.Count == 0)
        {
            return [.. mails.Select(_ => (EmailStatus?)null)];
        }

        var addresses = await db.Customers.Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.EmailKey }).ToDictionaryAsync(c => c.Id, c => c.EmailKey, ct);
        var known = await db.EmailStatuses.Where(s => ids.Contains(s.CustomerId)).ToDictionaryAsync(s => (s.CustomerId, s.Address), ct);
        return [.. mails.Select(mail => Of(mail.CustomerId, MailAddressText.Key(mail.Address)))];

        EmailStatus? Of(Guid? customerId, string key)
        {
            if (customerId is not { } id || addresses.GetValueOrDefault(id) != key)
            {
                return null;
            }

            if (!known.TryGetValue((id, key), out var status))
            {
                status = EmailStatus.Create(id, key, clock.GetUtcNow());
                db.EmailStatuses.Add(status);
                known[(id, key)] = status;
            }

            return status;
        }
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
