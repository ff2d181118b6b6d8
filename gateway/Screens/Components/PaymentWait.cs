using Contracts.Billing.V1;

namespace Screens.Components;

/// <summary>The provider is asked a moment after the click; a short wait lets the page say what became of it.</summary>
public static class PaymentWait
{
    const int Looks = 30;

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static bool IsPending(Invoice invoice)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        return invoice.State == InvoiceState.Open && invoice.Attempts.LastOrDefault()?.State is PaymentAttemptState.Waiting or PaymentAttemptState.InProgress;
    }

    /// <summary>Looks again until the outcome is there; after three seconds the page says that it is not.</summary>
    /// <param name="read">Reads the invoice; null when that failed, which ends the wait.</param>
    public static async Task UntilSettled(Func<Task<Invoice?>> read, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(read);
        for (var i = 0; i < Looks && await read() is { } invoice && IsPending(invoice); i++)
        {
            await Task.Delay(Pause, ct);
        }
    }
}
