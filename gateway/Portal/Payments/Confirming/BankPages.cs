using Contracts.Billing.V1;
using Microsoft.AspNetCore.Components;
using Screens.Components;

namespace Portal.Payments.Confirming;

/// <summary>The way to the bank's page and back.</summary>
static class BankPages
{
    /// <summary>Goes there at once where it is a page of our own, the sandbox's.</summary>
    /// <returns>The address, for a link to it, where it is another site's.</returns>
    public static string? Go(PaymentConfirmation confirmation, NavigationManager navigation)
    {
        if (!new Uri(navigation.BaseUri).IsBaseOf(new Uri(confirmation.Url)))
        {
            return confirmation.Url;
        }

        navigation.NavigateTo(confirmation.Url);
        return null;
    }

    /// <summary>The customer is back: asks what became of it, and waits a little for that.</summary>
    public static async Task Return(string invoiceId, InvoiceClient billing, CancellationToken ct)
    {
        var invoice = await billing.FinishPaymentConfirmationAsync(new() { InvoiceId = invoiceId }, cancellationToken: ct);
        if (PaymentWait.IsAnswered(invoice))
        {
            await PaymentWait.While<Invoice>(async () => await billing.GetInvoiceAsync(new() { Id = invoiceId }, cancellationToken: ct), PaymentWait.IsAnswered, ct);
        }
    }
}
