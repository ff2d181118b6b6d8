using System.Text.Json;

namespace Billing.Providers.Stripe;

/// <summary>A PaymentIntent, as much of it as is used.</summary>
/// <param name="Attempt">Our charge attempt's id, from its metadata; empty when it is not one of ours.</param>
/// <param name="LastError">Why its last try failed; null when none did.</param>
internal sealed record StripeIntent(string Id, string Status, string Attempt, DateTimeOffset Created, StripeError? LastError)
{
    /// <summary>Name of the metadata.</summary>
    public const string AttemptKey = "attempt";

    public static StripeIntent Read(JsonElement intent) => new(
        intent.Text("id"),
        intent.Text("status"),
        intent.Child("metadata")?.Text(AttemptKey) ?? "",
        DateTimeOffset.FromUnixTimeSeconds(intent.Number("created")),
        intent.Child("last_payment_error") is { } error ? StripeError.Read(error) : null);

    /// <summary>Null while it stands open at Stripe without having been tried, or waits for a customer who is not there.</summary>
    public ChargeOutcome? Outcome => Status switch
    {
        "succeeded" => new ChargeSucceeded(Id),
        "canceled" => StripeDeclines.Failed(FailureCause.Unknown, hard: false, "canceled"),
        "requires_payment_method" when LastError is not null => StripeDeclines.Read(LastError),
        "requires_payment_method" or "requires_confirmation" or "requires_action" => null,
        _ => new ChargeUnknown(),
    };
}
