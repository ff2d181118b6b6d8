using Billing.Dunning.Cases;
using Billing.Invoices;
using Billing.Payments.Charging;
using Billing.Payments.Providers;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Dunning.Links;

/// <summary>What a link leads to.</summary>
internal sealed class LinkedCases(BillingDb db, IPaymentProvider provider, TimeProvider clock)
{
    /// <exception cref="DomainException">NOT_FOUND, without the token: unknown, changed or expired.</exception>
    public async Task<DunningCase> Require(string token, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (token.Length == PaymentLink.TokenLength)
        {
            var hash = PaymentLink.HashOf(token);
            var found = await (
                from link in db.Set<PaymentLink>()
                join linked in db.DunningCases on link.CaseId equals linked.Id
                where link.Hash == hash && link.ExpiresAt > now
                select linked).FirstOrDefaultAsync(ct);
            // What it asked for may be part of a later case by now.
            while (found?.TakenOverById is { } later)
            {
                found = await db.DunningCases.SingleAsync(c => c.Id == later, ct);
            }

            if (found is not null)
            {
                return found;
            }
        }

        throw DomainException.NotFound("payment link", "");
    }

    /// <summary>The same, for a change: a case that is over has nothing left to do; what staff ended unpaid is paid after signing in.</summary>
    /// <exception cref="DomainException">NOT_FOUND; DUNNING_CASE_ENDED.</exception>
    public async Task<DunningCase> RequireUnpaid(string token, CancellationToken ct)
    {
        var found = await Require(token, ct);
        if (found.IsOver)
        {
            throw DomainException.FailedPrecondition("DUNNING_CASE_ENDED", "Nothing is left to do: this case is over.");
        }

        return found;
    }

    /// <exception cref="DomainException">NOT_FOUND, for one of another case too.</exception>
    public async Task<Invoice> RequireInvoice(DunningCase linked, string id, CancellationToken ct)
    {
        var key = FieldValidator.RequireId("invoice_id", id);
        return await db.Invoices.OfCase(linked.Id).FirstOrDefaultAsync(i => i.Id == key, ct) ?? throw DomainException.NotFound("invoice", id);
    }

    public async Task<Wire.PaymentLinkView> View(DunningCase linked, CancellationToken ct)
    {
        var method = await db.DefaultMethodOf(linked.CustomerId, ct);
        return new Wire.PaymentLinkView
        {
            Status = linked.ToStatus(await db.Invoices.AsNoTracking().OfCase(linked.Id).ToListAsync(ct), method),
            CustomerName = linked.CustomerName,
            Language = linked.CustomerLanguage,
            Provider = provider.Name,
            DefaultMethod = method is null ? "" : $"{method.Brand} {method.Last4}",
        };
    }

    /// <summary>The bearer of the mail acts as its addressee.</summary>
    public static EventActor ActorOf(DunningCase linked) => new("customer", linked.CustomerId.ToString(), linked.CustomerName);
}
