using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Errors;

namespace Billing.Taxes;

internal static class TaxRateStore
{
    public const int MaximumName = 60;

    /// <summary>In millionths of the price.</summary>
    public const int MaximumRate = 1_000_000;

    public static async Task<TaxRate> RequireTaxRate(this BillingDb db, string field, string id, CancellationToken ct)
    {
        var parsed = FieldValidator.RequireId(field, id);
        return await db.TaxRates.FirstOrDefaultAsync(r => r.Id == parsed, ct) ?? throw DomainException.NotFound("tax rate", id);
    }

    /// <summary>By the world's clock: tax rates belong to no customer's time zone.</summary>
    public static DateOnly UtcToday(this TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    public static int Rate(this FieldValidator validator, int perMillion) => validator.Range("rate_per_million", perMillion, 0, MaximumRate);
}
