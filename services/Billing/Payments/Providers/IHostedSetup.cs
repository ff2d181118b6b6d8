namespace Billing.Payments.Providers;

/// <summary>
/// A provider on whose own pages customers enter their cards, so that neither a card's number nor a script of the provider's comes near
/// ours. The customer is sent there and comes back; what was left there is then asked for.
/// </summary>
internal interface IHostedSetup
{
    /// <summary>Makes the provider's own record of a customer, whose cards it keeps together; asked again soon, it gives the same.</summary>
    /// <returns>The provider's name for it, at most 100 characters.</returns>
    Task<string> OpenCustomer(Guid customerId, CancellationToken ct);

    /// <summary>Prepares the page on which one card is entered; a repeated key gets the first one's page.</summary>
    /// <exception cref="ServiceDefaults.Errors.DomainException">The key was used for something else.</exception>
    Task<HostedSetup> StartSetup(SetupOrder order, CancellationToken ct);

    /// <summary>What the customer left there.</summary>
    /// <param name="reference">Of the <see cref="HostedSetup"/>.</param>
    /// <param name="customer">The provider's name for the customer that it must be of.</param>
    /// <returns>Null while there is nothing, or when it is another customer's.</returns>
    Task<FinishedSetup?> FinishSetup(string reference, string customer, CancellationToken ct);

    /// <summary>The provider's name for the customer whom a page of ours was made for.</summary>
    /// <returns>Null when it knows no such page, or another customer had it made.</returns>
    Task<string?> CustomerOfSetup(string reference, CancellationToken ct);

    /// <summary>Makes the provider forget a card, so that nobody can charge it any more; one that it does not know is forgotten.</summary>
    Task Forget(string token, CancellationToken ct);
}

/// <summary>A card to be asked for.</summary>
/// <param name="IdempotencyKey">At most 255 characters.</param>
/// <param name="Customer">As <see cref="IHostedSetup.OpenCustomer"/> named it.</param>
/// <param name="ReturnUrl">Where the customer comes back to; bears <c>setup</c>, the reference, in its query when a card was entered.</param>
internal sealed record SetupOrder(string IdempotencyKey, string Customer, Uri ReturnUrl);

/// <summary>A page that asks for a card.</summary>
/// <param name="Reference">At most 255 characters.</param>
/// <param name="Address">Of the page; for this customer only, and until it expires.</param>
internal sealed record HostedSetup(string Reference, Uri Address, DateTimeOffset ExpiresAt);

/// <summary>A card that was entered.</summary>
/// <param name="Token">By which it is charged; at most 100 characters.</param>
internal sealed record FinishedSetup(string Token, CardFacts Card);
