using Billing.Payments.Methods;
using Microsoft.EntityFrameworkCore;

namespace Billing.Payments.Charging;

/// <summary>How often a card may be tried (domain.md C9).</summary>
internal static class ChargeRules
{
    public const int MaximumAttempts = 15;

    public static readonly TimeSpan Window = TimeSpan.FromDays(30);

    /// <summary>The customer's card was tried as often as it may be in the days before <paramref name="now"/>.</summary>
    public static async Task<bool> IsExhausted(this BillingDb db, SavedPaymentMethod method, DateTimeOffset now, CancellationToken ct)
    {
        var since = now - Window;
        return await db.PaymentAttempts.CountAsync(
            a => a.CustomerId == method.CustomerId && a.Fingerprint == method.Fingerprint && a.StartedAt > since, ct) >= MaximumAttempts;
    }

    /// <summary>What the customer's invoices are charged to, to be looked at; null without one.</summary>
    public static async Task<SavedPaymentMethod?> DefaultMethodOf(this BillingDb db, Guid customerId, CancellationToken ct) =>
        await db.DefaultMethodOf(await db.PaymentProfiles.AsNoTracking().FirstOrDefaultAsync(p => p.Id == customerId, ct), ct);

    public static async Task<SavedPaymentMethod?> DefaultMethodOf(this BillingDb db, PaymentProfile? profile, CancellationToken ct) =>
        profile?.DefaultMethodId is { } id ? await db.PaymentMethods.FirstOrDefaultAsync(m => m.Id == id, ct) : null;
}
