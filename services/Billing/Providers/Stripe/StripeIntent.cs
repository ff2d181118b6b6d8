using Stripe;

namespace Billing.Providers.Stripe;

/// <summary>A PaymentIntent, as much of it as is used.</summary>
/// <param name="Attempt">Our charge attempt's id, from its metadata; empty when it is not one of ours.</param>
/// <param name="Outcome">Null while it stands open at Stripe without having been tried, or waits for a customer who is not there.</param>
internal sealed record StripeIntent(string Id, string Status, string Attempt, DateTimeOffset Created, ChargeOutcome? Outcome)
{
    /// <summary>Name of the metadata that bears our charge attempt's id.</summary>
    public const string AttemptKey = "attempt";

    public static StripeIntent Read(PaymentIntent intent) =>
        new(intent.Id, intent.Status, intent.Metadata?.GetValueOrDefault(AttemptKey) ?? "", intent.Created, OutcomeOf(intent));

    private static ChargeOutcome? OutcomeOf(PaymentIntent intent) => intent.Status switch
    {
        "succeeded" => new ChargeSucceeded(intent.Id),
        "canceled" => StripeDeclines.Failed(FailureCause.Unknown, hard: false, "canceled"),
        "requires_payment_method" when intent.LastPaymentError is { } error => StripeDeclines.Read(error),
        "requires_payment_method" or "requires_confirmation" or "requires_action" => null,
        _ => new ChargeUnknown(),
    };
}
