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

    /// <summary>The customer has answered the bank, and what that led to is not known yet.</summary>
    public static bool IsAnswered(Invoice invoice) =>
        IsPending(invoice) || invoice is { State: InvoiceState.Open } && invoice.Attempts.LastOrDefault()?.State == PaymentAttemptState.Unresolved;

    /// <summary>Looks again until the outcome is there; after three seconds the page says that it is not.</summary>
    /// <param name="read">Reads the invoice; null when that failed, which ends the wait.</param>
    public static Task UntilSettled(Func<Task<Invoice?>> read, CancellationToken ct) => While(read, IsPending, ct);

    /// <summary>The same for anything that is read again and again.</summary>
    /// <param name="isPending">There is no outcome yet.</param>
    public static async Task While<T>(Func<Task<T?>> read, Func<T, bool> isPending, CancellationToken ct)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(isPending);
        for (var i = 0; i < Looks && await read() is { } seen && isPending(seen); i++)
        {
            await Task.Delay(Pause, ct);
        }
    }
}
