using Billing.Invoices;
using Billing.Payments.Providers;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Errors;
using Wire = Contracts.Billing.V1;

namespace Billing.Payments.Charging;

/// <summary>Sends customers to the page on which their bank has them confirm a charge, and takes note when they are back. Whose invoice it may be, the features decide.</summary>
internal sealed class PaymentConfirmations(BillingDb db, IPaymentProvider provider, TimeProvider clock)
{
    /// <exception cref="DomainException">NO_CONFIRMATION_REQUIRED.</exception>
    public async Task<Wire.PaymentConfirmation> Start(Invoice invoice, Uri returnUrl, CancellationToken ct)
    {
        var attempt = await Awaited(invoice, ct);
        if (attempt is null || attempt.IsAbandoned(clock.GetUtcNow()) || await provider.ConfirmationPage(attempt.Order, returnUrl, ct) is not { } page)
        {
            // Whatever has become of it is asked for, so that the page that follows can tell.
            await Finish(invoice, ct);
            throw DomainException.FailedPrecondition("NO_CONFIRMATION_REQUIRED", $"No charge of invoice {invoice.Number} waits for the customer's confirmation.");
        }

        return new Wire.PaymentConfirmation { Url = page.AbsoluteUri, ExpireTime = Timestamp.FromDateTimeOffset(attempt.ConfirmBy!.Value) };
    }

    /// <summary>The customer is back, whatever was answered: <see cref="ProcessPayments"/> asks the provider. Saves.</summary>
    public async Task Finish(Invoice invoice, CancellationToken ct)
    {
        if (await Awaited(invoice, ct) is { } attempt)
        {
            var now = clock.GetUtcNow();
            attempt.ConfirmationReturned(now);
            invoice.ConfirmationReturned(now);
            await db.SaveChangesAsync(ct);
        }
    }

    private async Task<PaymentAttempt?> Awaited(Invoice invoice, CancellationToken ct) => invoice.PendingAttemptId is { } id
        ? await db.PaymentAttempts.FirstOrDefaultAsync(a => a.Id == id && a.State == PaymentAttemptState.RequiresAction, ct)
        : null;
}
