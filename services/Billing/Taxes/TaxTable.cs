using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Errors;

namespace Billing.Taxes;

/// <summary>The tax rates and the customers who are exempt, as some invoices need them: read once for all of them.</summary>
internal sealed class TaxTable(IEnumerable<TaxRate> rates, IEnumerable<TaxExemption> exemptions)
{
    /// <summary>For invoices without tax.</summary>
    public static readonly TaxTable Empty = new([], []);

    private readonly Dictionary<string, TaxRate> _rates = rates.ToDictionary(r => r.Code, StringComparer.Ordinal);
    private readonly Dictionary<Guid, TaxExemption> _exemptions = exemptions.ToDictionary(e => e.Id);

    /// <exception cref="DomainException">UNKNOWN_TAX_CODE: retired ones are known.</exception>
    public TaxRate Require(string code) => _rates.GetValueOrDefault(code)
        ?? throw DomainException.FailedPrecondition("UNKNOWN_TAX_CODE", $"No tax rate has the code '{Quoted.Short(code)}'. Create it, and try again.");

    /// <summary>Null when there is none.</summary>
    public TaxRate? Find(string code) => _rates.GetValueOrDefault(code);

    /// <summary>Null when the customer pays tax.</summary>
    public TaxExemption? ExemptionOf(Guid customer) => _exemptions.GetValueOrDefault(customer);
}

internal static class TaxTables
{
    /// <summary>What lines with these codes need for invoices of these customers: two queries whatever their number, none where no line has a code.</summary>
    public static async Task<TaxTable> TaxesFor(this BillingDb db, IEnumerable<string> codes, IEnumerable<Guid> customers, CancellationToken ct)
    {
        List<string> wanted = [.. codes.Where(code => code.Length > 0).Distinct()];
        if (wanted.Count == 0)
        {
            return TaxTable.Empty;
        }

        List<Guid> billed = [.. customers.Distinct()];
        return new TaxTable(
            await db.TaxRates.AsNoTracking().Where(r => wanted.Contains(r.Code)).ToListAsync(ct),
            await db.TaxExemptions.AsNoTracking().Where(e => billed.Contains(e.Id)).ToListAsync(ct));
    }
}
