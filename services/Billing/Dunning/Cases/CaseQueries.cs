using Billing.Invoices;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Dunning.Cases;

internal static class CaseQueries
{
    public static IQueryable<Invoice> OfCase(this IQueryable<Invoice> invoices, Guid caseId) => invoices.Where(i => i.DunningCaseId == caseId);

    /// <summary>Of several cases, by the case, to be looked at.</summary>
    public static Task<ILookup<Guid, Invoice>> InvoicesOf(this BillingDb db, IEnumerable<DunningCase> cases, CancellationToken ct) =>
        db.Invoices.AsNoTracking().OfCases([.. cases.Select(c => c.Id)], ct);

    /// <summary>Of several cases, by the case.</summary>
    public static async Task<ILookup<Guid, Invoice>> OfCases(this IQueryable<Invoice> invoices, IReadOnlyList<Guid> caseIds, CancellationToken ct) =>
        (await invoices.Where(i => i.DunningCaseId != null && caseIds.Contains(i.DunningCaseId.Value)).ToListAsync(ct)).ToLookup(i => i.DunningCaseId!.Value);

    public static async Task<DunningCase> RequireDunningCase(this BillingDb db, string id, CancellationToken ct)
    {
        var key = FieldValidator.RequireId("id", id);
        return await db.DunningCases.Include(c => c.Entries).FirstOrDefaultAsync(c => c.Id == key, ct) ?? throw DomainException.NotFound("dunning case", id);
    }

    /// <summary>Null where it is about something else.</summary>
    public static async Task<DunningCase?> CaseOf(this BillingDb db, Subject? subject, CancellationToken ct) =>
        subject is { Kind: SubjectKinds.DunningCase } ? await db.DunningCases.FirstOrDefaultAsync(c => c.Id == subject.Id, ct) : null;

    public static async Task<Wire.DunningCase> View(this BillingDb db, DunningCase wanted, CancellationToken ct) =>
        wanted.ToWire(await db.Invoices.AsNoTracking().OfCase(wanted.Id).ToListAsync(ct));

    /// <summary>Saves a decision about a case and shows it.</summary>
    public static async Task<Wire.DunningCase> SaveAndView(this BillingDb db, DunningCase changed, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        return await db.View(changed, ct);
    }
}
