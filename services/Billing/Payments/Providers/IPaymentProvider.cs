namespace Billing.Payments.Providers;

/// <summary>
/// Whoever keeps the customers' cards and charges them. A time-out is no failure: what is not known is <see cref="ChargeUnknown"/>,
/// or an exception, and is asked for by <see cref="Find"/> until it is known (domain.md C8).
/// </summary>
internal interface IPaymentProvider
{
    /// <summary>lower_snake_case: sandbox, stripe.</summary>
    string Name { get; }

    /// <summary>What may be known of the card behind a token; null when the provider has given no such token.</summary>
    Task<CardFacts?> Describe(string token, CancellationToken ct);

    /// <summary>Charges once for each idempotency key, however often it is asked; a repeated key gets the first one's outcome.</summary>
    Task<ChargeOutcome> Charge(ChargeOrder order, CancellationToken ct);

    /// <summary>What became of a charge; null when the provider has none with this key. Takes no money.</summary>
    Task<ChargeOutcome?> Find(ChargeOrder order, CancellationToken ct);

    /// <summary>Where the customer confirms a charge that waits for it; takes no money by itself, and may be asked again.</summary>
    /// <param name="returnUrl">Where the customer comes back to, whatever was answered.</param>
    /// <returns>Null when the charge waits for no confirmation.</returns>
    Task<Uri?> ConfirmationPage(ChargeOrder order, Uri returnUrl, CancellationToken ct);

    /// <summary>Cancels a charge that waits for the customer's confirmation, so that it never takes money later.</summary>
    /// <returns>What became of it: it may have been confirmed, or declined, before.</returns>
    Task<ChargeOutcome> Cancel(ChargeOrder order, CancellationToken ct);

    /// <summary>Pays back part or all of a charge, once for each idempotency key; a repeated key gets the first one's outcome.</summary>
    Task<RefundOutcome> Refund(RefundOrder order, CancellationToken ct);

    /// <summary>What became of a refund; null when the provider never got one with this key.</summary>
    Task<RefundOutcome?> FindRefund(RefundOrder order, CancellationToken ct);
}

/// <summary>What people recognise a card by.</summary>
/// <param name="Brand">visa, mastercard ...; at most 20 characters.</param>
/// <param name="Last4">Last four digits of its number.</param>
/// <param name="ExpiryMonth">1 to 12; the card is good until the end of that month.</param>
/// <param name="ExpiryYear">Four digits.</param>
/// <param name="Fingerprint">The same for the same card under another token, at most 100 characters; the card's number cannot be told from it.</param>
public sealed record CardFacts(string Brand, string Last4, int ExpiryMonth, int ExpiryYear, string Fingerprint);

/// <summary>A charge to be made.</summary>
/// <param name="IdempotencyKey">At most 100 characters.</param>
/// <param name="Amount">Above zero, in whole units of the currency.</param>
/// <param name="Currency">ISO 4217.</param>
internal sealed record ChargeOrder(string IdempotencyKey, string Token, decimal Amount, string Currency);
