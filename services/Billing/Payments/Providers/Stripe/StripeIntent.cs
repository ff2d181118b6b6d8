using Stripe;

namespace Billing.Payments.Providers.Stripe;

/// <summary>A PaymentIntent, as much of it as is used.</summary>
/// <param name="Attempt">Our charge attempt's id, from its metadata; empty when it is not one of ours.</param>
/// <param name="Redirect">Where the bank has the customer confirm it; null while no page was asked for.</param>
/// <param name="Outcome">Null while it stands open at Stripe without having been tried.</param>
internal sealed record StripeIntent(string Id, string Status, string Attempt, DateTimeOffset Created, string? Redirect, ChargeOutcome? Outcome)
{
    /// <summary>Name of the metadata that bears our charge attempt's id.</summary>
    public const string AttemptKey = "attempt";

    public static StripeIntent Read(PaymentIntent intent) =>
        new(intent.Id, intent.Status, intent.Metadata?.GetValueOrDefault(AttemptKey) ?? "", intent.Created, intent.NextAction?.RedirectToUrl?.Url, OutcomeOf(intent));

    private static ChargeOutcome? OutcomeOf(PaymentIntent intent) => intent.Status switch
    {
        "succeeded" => new ChargeSucceeded(intent.Id),
        "canceled" => StripeDeclines.Failed(FailureCause.Unknown, hard: false, "canceled"),
        "requires_action" => AwaitsCustomer(intent),
        "requires_payment_method" when intent.LastPaymentError is { } error => StripeDeclines.AsksForCustomer(error) ? AwaitsCustomer(intent) : StripeDeclines.Read(error),
        "requires_payment_method" or "requires_confirmation" => null,
        _ => new ChargeUnknown(),
    };

    /// <summary>Stripe waits without an end; the customer does not.</summary>
    private static ChargeRequiresAction AwaitsCustomer(PaymentIntent intent) => new(intent.Created + ChargeRequiresAction.Lifetime);
}
