using Billing.Payments.Charging;
using Billing.Payments.Methods.Setups;
using Billing.Payments.Providers;
using Billing.Payments.Reversals;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Errors;
using ServiceDefaults.Paging;
using Wire = Contracts.Billing.V1;

namespace Billing.Payments.Methods;

/// <summary>What staff and customers do alike with payment methods; whose they may be, the features decide.</summary>
internal sealed class PaymentMethodService(BillingDb db, IPaymentProvider provider, ChargePlanner charges, TimeProvider clock)
{
    private const int MaximumMethods = 10;
    private const int MaximumToken = 100;

    public async Task<(IEnumerable<Wire.SavedPaymentMethod> Methods, string NextPageToken)> List(
        Guid customer, int pageSize, string pageToken, CancellationToken ct)
    {
        var page = await db.PaymentMethods.AsNoTracking().Where(m => m.CustomerId == customer).NewestFirst(pageSize, pageToken, ct);
        var chosen = await db.PaymentProfiles.Where(p => p.Id == customer).Select(p => p.DefaultMethodId).FirstOrDefaultAsync(ct);
        return (page.Items.Select(m => m.ToWire(chosen)), page.NextPageToken);
    }

    /// <exception cref="DomainException">TOO_MANY_PAYMENT_METHODS; the provider does not know the token. Never with the token itself: it might be a card's number.</exception>
    /// <param name="field">In which the token came.</param>
    public async Task<Wire.SavedPaymentMethod> Add(Guid customer, string token, EventActor actor, CancellationToken ct, string field = "token")
    {
        var validator = new FieldValidator();
        token = validator.Text(field, token, MaximumToken);
        validator.ThrowIfFailed();
        var card = await provider.Describe(token, ct)
            ?? throw DomainException.InvalidArgument(field, "UNKNOWN_TOKEN", "is no token that the payment provider has given.");
        return await MakeDefault(await Save(customer, token, card, ct), actor, ct);
    }

    /// <summary>Takes it in; the caller makes it the default, which saves it.</summary>
    /// <exception cref="DomainException">TOO_MANY_PAYMENT_METHODS.</exception>
    public async Task<SavedPaymentMethod> Save(Guid customer, string token, CardFacts card, CancellationToken ct)
    {
        if (await db.PaymentMethods.CountAsync(m => m.CustomerId == customer, ct) >= MaximumMethods)
        {
            throw DomainException.FailedPrecondition("TOO_MANY_PAYMENT_METHODS", $"A customer has at most {MaximumMethods} payment methods. Remove one first.");
        }

        var method = SavedPaymentMethod.Save(customer, provider.Name, token, card, clock.GetUtcNow());
        if (await db.IsDisputed(method, ct))
        {
            method.Refuse(FailureCause.Disputed, clock.GetUtcNow());
        }

        db.PaymentMethods.Add(method);
        return method;
    }

    /// <summary>Null when the customer has none such, or has it no more.</summary>
    public async Task<Wire.SavedPaymentMethod?> Find(Guid customer, Guid id, CancellationToken ct)
    {
        var method = await db.PaymentMethods.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id && m.CustomerId == customer, ct);
        var chosen = await db.PaymentProfiles.Where(p => p.Id == customer).Select(p => p.DefaultMethodId).FirstOrDefaultAsync(ct);
        return method?.ToWire(chosen);
    }

    /// <summary>Invoices that are open are charged to it at once (domain.md A3).</summary>
    public async Task<Wire.SavedPaymentMethod> MakeDefault(SavedPaymentMethod method, EventActor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var profile = await db.ProfileOf(method.CustomerId, now, ct);
        profile.MakeDefault(method.Id, now);
        await charges.ChargeOpenInvoices(method.CustomerId, actor, ct);
        await db.SaveChangesAsync(ct);
        return method.ToWire(method.Id);
    }

    public async Task<Wire.SavedPaymentMethod> Remove(SavedPaymentMethod method, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var profile = await db.ProfileOf(method.CustomerId, now, ct);
        profile.Forget(method.Id, now);
        db.PaymentMethods.Remove(method);
        if (provider is IHostedSetup && method.Provider == provider.Name)
        {
            db.Add(RemovedCard.Of(method, now));
        }

        await db.SaveChangesAsync(ct);
        return method.ToWire(profile.DefaultMethodId);
    }
}
