using Billing.Payments.Providers;
using Contracts.Events;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Payments.Methods.Setups;

/// <summary>
/// Sends customers to the provider's page and takes in what they left there. No transaction is open while the provider is asked; what is
/// remembered makes each step safe to repeat.
/// </summary>
internal sealed class SetupService(BillingDb db, IPaymentProvider provider, PaymentMethodService methods, TimeProvider clock)
{
    private const int MaximumTries = 5;

    /// <param name="key">The same for a repeated request, and for no other.</param>
    /// <exception cref="DomainException">SETUP_NOT_HOSTED.</exception>
    public async Task<HostedSetup> Start(Guid customer, Uri returnUrl, string key, CancellationToken ct)
    {
        var hosted = Hosted();
        var reference = await CustomerAt(hosted, customer, ct);
        var setup = await hosted.StartSetup(new SetupOrder(key, reference, returnUrl), ct);
        if (!await db.Set<PaymentMethodSetup>().AnyAsync(s => s.Provider == provider.Name && s.Reference == setup.Reference, ct))
        {
            db.Add(PaymentMethodSetup.Start(customer, provider.Name, setup.Reference, clock.GetUtcNow()));
            await SaveUnlessThere(ct);
        }

        return setup;
    }

    /// <exception cref="DomainException">SETUP_NOT_HOSTED, SETUP_NOT_FINISHED, SETUP_USED, TOO_MANY_PAYMENT_METHODS; NOT_FOUND, also when it is another customer's.</exception>
    public async Task<Wire.SavedPaymentMethod> Finish(Guid customer, string reference, EventActor actor, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await TryFinish(customer, reference, actor, ct);
            }
            catch (DbUpdateException e) when (tries < MaximumTries && TransientFailure.IsConflict(e))
            {
                // Finished twice at once, or beside an invoice: who comes second sees what the first has done.
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>
    /// The customer who was sent to a page, for whoever is told that something was entered on it. A page that was taken for abandoned and forgotten here
    /// is remembered again, by what the provider says of it: it gave no card before, or it would not have been forgotten.
    /// </summary>
    /// <returns>Null when it is none of ours.</returns>
    public async Task<Guid?> OwnerOf(string reference, CancellationToken ct)
    {
        if (await db.Set<PaymentMethodSetup>().Where(s => s.Provider == provider.Name && s.Reference == reference)
            .Select(s => (Guid?)s.CustomerId).FirstOrDefaultAsync(ct) is { } remembered)
        {
            return remembered;
        }

        if (await Hosted().CustomerOfSetup(reference, ct) is not { } owner
            || await db.Set<ProviderCustomer>().AsNoTracking().FirstOrDefaultAsync(c => c.Provider == provider.Name && c.Reference == owner, ct) is not { } known)
        {
            return null;
        }

        db.Add(PaymentMethodSetup.Start(known.CustomerId, provider.Name, reference, clock.GetUtcNow()));
        await SaveUnlessThere(ct);
        return known.CustomerId;
    }

    private async Task<Wire.SavedPaymentMethod> TryFinish(Guid customer, string reference, EventActor actor, CancellationToken ct)
    {
        var hosted = Hosted();
        var setup = await db.Set<PaymentMethodSetup>()
            .FirstOrDefaultAsync(s => s.Provider == provider.Name && s.Reference == reference && s.CustomerId == customer, ct)
            ?? throw DomainException.NotFound("payment method setup", reference);
        if (setup.MethodId is { } saved)
        {
            return await methods.Find(customer, saved, ct) ?? throw DomainException.FailedPrecondition("SETUP_USED", "The card that was entered there was saved, and removed since.");
        }

        var finished = await hosted.FinishSetup(reference, await CustomerAt(hosted, customer, ct), ct)
            ?? throw DomainException.FailedPrecondition("SETUP_NOT_FINISHED", "No card was entered there yet.");
        var method = await methods.Save(customer, finished.Token, finished.Card, ct);
        setup.Finish(method.Id, clock.GetUtcNow());
        return await methods.MakeDefault(method, actor, ct);
    }

    private IHostedSetup Hosted() => provider as IHostedSetup
        ?? throw DomainException.FailedPrecondition("SETUP_NOT_HOSTED", $"Cards of the provider {provider.Name} are added as tokens.");

    private async Task<string> CustomerAt(IHostedSetup hosted, Guid customer, CancellationToken ct)
    {
        if (await Known(customer, ct) is { } known)
        {
            return known;
        }

        db.Add(new ProviderCustomer { Provider = provider.Name, CustomerId = customer, Reference = await hosted.OpenCustomer(customer, ct) });
        await SaveUnlessThere(ct);
        return (await Known(customer, ct))!;
    }

    private Task<string?> Known(Guid customer, CancellationToken ct) => db.Set<ProviderCustomer>().AsNoTracking()
        .Where(c => c.Provider == provider.Name && c.CustomerId == customer).Select(c => c.Reference).FirstOrDefaultAsync(ct);

    /// <summary>Whoever did the same at the same moment has saved the same.</summary>
    private async Task SaveUnlessThere(CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (TransientFailure.IsConflict(e))
        {
            db.ChangeTracker.Clear();
        }
    }
}
