using Billing.Invoices;
using Billing.Payments.Charging;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults;
using ServiceDefaults.Access;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Dunning.Cases;

/// <summary>What a customer sees of the own cases, and of what else is due.</summary>
internal sealed class GetDunning(BillingDb db) : IFeature
{
    private const int Most = 100;

    public async Task<Wire.PortalDunning> Handle(Caller caller, CancellationToken ct)
    {
        var customer = caller.RequiredCustomerId;
        var cases = await db.DunningCases.AsNoTracking()
            .Where(c => c.CustomerId == customer && (c.State == DunningState.Active || c.State == DunningState.Paused || c.State == DunningState.Exhausted))
            .OrderBy(c => c.CreatedAt).Take(Most).ToListAsync(ct);
        var invoices = await db.InvoicesOf(cases, ct);
        var method = await db.DefaultMethodOf(customer, ct);
        // What was written off, or taken over by another case, asks for nothing.
        List<DunningCase> asking = [.. cases.Where(c => c.State != DunningState.Exhausted || DunningCase.AmountDue(invoices[c.Id]) > 0)];
        return new Wire.PortalDunning
        {
            Cases = { asking.Select(c => c.ToStatus([.. invoices[c.Id]], method)) },
            OtherInvoices = { await Others(customer, [.. asking.Select(c => c.Id)], ct) },
        };
    }

    /// <summary>What is due is what the invoices say, also where no case asks for it.</summary>
    private async Task<IEnumerable<Wire.DunningInvoice>> Others(Guid customer, IReadOnlyList<Guid> cases, CancellationToken ct)
    {
        var open = await db.Invoices.AsNoTracking()
            .Where(i => i.CustomerId == customer && i.State == InvoiceState.Open && (i.DunningCaseId == null || !cases.Contains(i.DunningCaseId.Value)))
            .OrderBy(i => i.CreatedAt).Take(Most).ToListAsync(ct);
        return open.Unpaid().Select(DunningWire.ToDunningInvoice);
    }
}

internal static class OwnCases
{
    /// <exception cref="DomainException">NOT_FOUND, for another customer's too.</exception>
    public static async Task<DunningCase> RequireOwnCase(this BillingDb db, string id, Caller caller, CancellationToken ct)
    {
        var key = FieldValidator.RequireId("case_id", id);
        var customer = caller.RequiredCustomerId;
        return await db.DunningCases.FirstOrDefaultAsync(c => c.Id == key && c.CustomerId == customer, ct) ?? throw DomainException.NotFound("dunning case", id);
    }

    public static async Task<Wire.DunningStatus> StatusOf(this BillingDb db, DunningCase wanted, CancellationToken ct) =>
        wanted.ToStatus(await db.Invoices.AsNoTracking().OfCase(wanted.Id).ToListAsync(ct), await db.DefaultMethodOf(wanted.CustomerId, ct));
}
